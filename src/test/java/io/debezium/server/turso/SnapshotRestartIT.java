package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.nth;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.snapshotRowOf;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An initial snapshot and the slot that streaming then reads from: what goes wrong beside a slot that exists, and what
 * becomes of the slot of a snapshot that was interrupted.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SnapshotRestartIT {
    @BeforeEach
    void createTables(Database database) throws Exception {
        database.execute(
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO log VALUES ('first'), ('second')",
                "INSERT INTO marker VALUES (-1)");
    }

    @Test
    void aSnapshotBesideASlotThatExistsDoublesRows(Database database, TursoServer turso) throws Exception {
        createSlot(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso);
                Connection writer = database.connect()) {
            server.runWithStockSnapshots(changingTheLastTable(database, writer));
        }
        assertThat(turso.query("SELECT * FROM log WHERE line = 'meanwhile'")).hasSize(2);
    }

    @Test
    void anInterruptedSnapshotBeginsAnewWithASlotOfItsOwn(Database database, TursoServer turso) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(nth(1, snapshotRowOf("log"))::test);
            database.execute("DELETE FROM item WHERE id = 1", "DELETE FROM log WHERE line = 'first'");
            try (Connection writer = database.connect()) {
                server.run(changingTheLastTable(database, writer));
            }
        }
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aConnectorThatRestartsByItselfInASnapshotBeginsAnewWithASlotOfItsOwn(Database database, TursoServer turso)
            throws Exception {
        AtomicInteger starts = new AtomicInteger();
        try (EmbeddedServer server = new EmbeddedServer(database, turso);
                Connection writer = database.connect()) {
            EmbeddedRun.Watch change = changingTheLastTable(database, writer);
            server.run(record -> {
                if (snapshotIs("STARTED").test(record) && starts.incrementAndGet() == 1) {
                    database.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND application_name LIKE 'Debezium%'");
                }
                return starts.get() > 1 && change.cutsAfter(record);
            });
        }
        assertThat(starts).hasValue(2);
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aPositionThatTheUserRemovedIsFollowedByASnapshotWithASlotOfItsOwn(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            turso.execute("DELETE FROM _cdc_position");
            try (Connection writer = database.connect()) {
                server.run(changingTheLastTable(database, writer));
            }
        }
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aSlotThatTheMirrorHasNotMadeIsRefusedAndLeftAlone(Database database, TursoServer turso) throws Exception {
        createSlot(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            assertThatThrownBy(() -> server.run(record -> true))
                    .hasStackTraceContaining("SELECT pg_drop_replication_slot('" + database.name() + "')")
                    .hasStackTraceContaining("debezium.source.slot.name");
        }
        assertThat(database.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + database.name() + "'"))
                .hasSize(1);
    }

    /**
     * Holds the connector up before the last table but one, and commits a row into it once the connector has decided
     * from where it will stream. Cuts at the end.
     */
    private static EmbeddedRun.Watch changingTheLastTable(Database database, Connection writer) throws Exception {
        writer.setAutoCommit(false);
        execute(writer, "LOCK TABLE log IN ACCESS EXCLUSIVE MODE");
        Predicate<SourceRecord> reading = nth(1, snapshotIs("IN_PROGRESS"));
        Predicate<SourceRecord> marked = then(changeOf("marker", 1), end());
        return record -> {
            if (reading.test(record)) {
                execute(writer, "INSERT INTO log VALUES ('meanwhile')");
                writer.commit();
                database.execute("INSERT INTO marker VALUES (1)");
            }
            return marked.test(record);
        };
    }

    private static void createSlot(Database database) throws Exception {
        database.execute("SELECT pg_create_logical_replication_slot('" + database.name() + "', 'pgoutput')");
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
