package io.debezium.server.turso.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoException;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@ExtendWith(Bench.class)
class FixturesIT {

    @Test
    void postgresDecodesLogicallyAndCountsTimeInUtc(Database database) throws Exception {
        assertThat(database.query(
                        "SELECT current_setting('wal_level'), current_setting('timezone'), current_database()"))
                .containsExactly(List.of("logical", "UTC", database.name()));
    }

    @Test
    void aDatabaseWithASlotCanBeDropped(PostgresServer server) throws Exception {
        Database database = server.createDatabase();
        database.query("SELECT pg_create_logical_replication_slot('of_" + database.name() + "', 'pgoutput')");

        database.close();

        try (Database other = server.createDatabase()) {
            assertThat(other.query("SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'"))
                    .containsExactly(List.of(0L));
        }
    }

    @Test
    void postgresComesBackOnTheSamePortWithItsData(PostgresServer server, Database database) throws Exception {
        int port = server.port();
        database.execute("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");

        server.kill9();
        assertThatThrownBy(database::connect).isInstanceOf(java.sql.SQLException.class);
        server.resume();
        database.execute("INSERT INTO t VALUES (2)");
        server.restart();

        assertThat(server.port()).isEqualTo(port);
        assertThat(database.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void theReaderSeesEveryStorageClassOfTurso(TursoServer turso) throws Exception {
        assertThat(turso.query("SELECT 9223372036854775807, 0.1, 'é', x'00ff', NULL"))
                .containsExactly(
                        Arrays.asList(Long.MAX_VALUE, 0.1, "é", ByteBuffer.wrap(new byte[] {0, (byte) 0xff}), null));
        assertThatThrownBy(() -> turso.query("SELECT * FROM nothing")).isInstanceOf(TursoException.class);
    }

    @Test
    void tursoComesBackOnTheSamePortWithItsData(TursoServer turso) throws Exception {
        assumeTrue(turso.stoppable(), "an external Turso cannot be stopped");
        turso.execute("CREATE TABLE t (id INTEGER)", "INSERT INTO t VALUES (1)");

        turso.kill9();
        assertThatThrownBy(() -> turso.query("SELECT 1")).isInstanceOf(java.io.IOException.class);
        turso.resume();
        turso.execute("INSERT INTO t VALUES (2)");
        turso.restart();

        assertThat(turso.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of(1L), List.of(2L));
    }
}
