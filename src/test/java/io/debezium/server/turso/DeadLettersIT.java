package io.debezium.server.turso;

import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that Turso rejects are set aside, and played again as the README says. */
@ExtendWith(Bench.class)
class DeadLettersIT {
    private static final String TWICE = "a-private-name-that-is-there-twice";

    @ParameterizedTest
    @ValueSource(strings = {"16777216", "65536"})
    void whatTursoRejectsIsSetAsideAndCanBePlayedAgain(String memory, Database database, TursoServer turso)
            throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY, name text, n int)", "CREATE TABLE log (line text)");
        database.execute("INSERT INTO menu VALUES (0, 'first', 0)", "INSERT INTO log VALUES ('first')");
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.sink.turso.error.mode", "dead-letter");
        settings.put("debezium.sink.turso.transaction.memory.bytes", memory);
        try (ServerProcess server = ServerProcess.lean(settings)) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            turso.execute("CREATE UNIQUE INDEX by_hand ON menu (name)");
            database.transaction(
                    "INSERT INTO menu SELECT g, CASE g % 1000 WHEN 7 THEN '" + TWICE
                            + "' ELSE 'name ' || g END, 1 FROM generate_series(1, 3000) g",
                    "INSERT INTO log SELECT 'line ' || g FROM generate_series(1, 3000) g");
            awaitCount(3002, "SELECT count(*) FROM _cdc_dead_letters UNION ALL SELECT count(*) FROM log", turso);
            assertThat(turso.query("SELECT table_name, key, lsn > 0 FROM _cdc_dead_letters ORDER BY id"))
                    .containsExactly(List.of("menu", "{\"id\":1007}", 1L), List.of("menu", "{\"id\":2007}", 1L));
            assertThat(turso.query("SELECT event FROM _cdc_dead_letters").toString())
                    .contains(TWICE);
            assertThat(turso.query("SELECT count(*) FROM menu")).isEqualTo(List.of(List.of(2999L)));
            server.awaitLog("2 rows could not be applied", Waiting.PATIENCE);

            turso.execute("DROP INDEX by_hand");
            database.execute("UPDATE menu SET id = id WHERE id IN (1007, 2007)");
            turso.execute("DELETE FROM _cdc_dead_letters");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(TWICE).doesNotContain(" ERROR ");
        }
    }

    /** Together, since only one transaction brings them. */
    private static void awaitCount(long sum, String counts, TursoServer turso) throws InterruptedException {
        Waiting.until(
                sum + " rows",
                Waiting.PATIENCE,
                () -> turso.query(counts).stream()
                                .mapToLong(row -> (Long) row.getFirst())
                                .sum()
                        >= sum);
    }
}
