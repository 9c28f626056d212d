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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that Turso rejects are set aside, played again as the README says, and end the server where they are too many. */
@ExtendWith(Bench.class)
class DeadLettersIT {
    private static final String TWICE = "a-private-name-that-is-there-twice";

    private static final String[] REJECTIONS = {
        rejection("INSERT ON menu", "NEW.name = 'bad'"),
        rejection("UPDATE ON menu", "NEW.name = 'bad'"),
        rejection("DELETE ON menu", "OLD.id = 2"),
        rejection("INSERT ON log", "NEW.line = 'bad'")
    };

    private static final String[] ACCEPTANCES = {
        "DROP TRIGGER reject_INSERT_ON_menu",
        "DROP TRIGGER reject_UPDATE_ON_menu",
        "DROP TRIGGER reject_DELETE_ON_menu",
        "DROP TRIGGER reject_INSERT_ON_log"
    };

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

    @Test
    void whateverWasToHappenToARowIsSetAsideAndCanBePlayedAgain(Database database, TursoServer turso) throws Exception {
        fill(database);
        try (ServerProcess server = ServerProcess.lean(settingAside(10, database, turso))) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            turso.execute(REJECTIONS);
            database.transaction(
                    "UPDATE menu SET name = 'bad' WHERE id = 1",
                    "DELETE FROM menu WHERE id = 2",
                    "UPDATE menu SET id = 30, name = 'bad' WHERE id = 3",
                    "UPDATE menu SET name = 'good' WHERE id = 4",
                    "INSERT INTO log VALUES ('bad', 3), ('good', 4)",
                    "UPDATE log SET line = 'bad' WHERE n = 2");
            awaitCount(5, "SELECT count(*) FROM _cdc_dead_letters", turso);
            assertThat(turso.query("SELECT table_name, key, json_extract(event, '$.operation'),"
                            + " coalesce(json_extract(event, '$.row.name'), json_extract(event, '$.row.n'), 'none')"
                            + " FROM _cdc_dead_letters"))
                    .containsExactlyInAnyOrder(
                            List.of("menu", "{\"id\":1}", "upsert", "bad"),
                            List.of("menu", "{\"id\":2}", "delete", "none"),
                            List.of("menu", "{\"id\":30}", "upsert", "bad"),
                            List.of("log", "{}", "upsert", 3L),
                            List.of("log", "{}", "upsert", 2L));
            assertThat(turso.query("SELECT id, name FROM menu ORDER BY id"))
                    .containsExactly(List.of(1L, "name 1"), List.of(2L, "name 2"), List.of(4L, "good"));
            assertThat(turso.query("SELECT line, n FROM log ORDER BY n"))
                    .containsExactly(List.of("line 1", 1L), List.of("good", 4L));

            turso.execute(ACCEPTANCES);
            database.execute("UPDATE menu SET id = id WHERE id IN (1, 30)");
            turso.execute(
                    "DELETE FROM menu WHERE id = 2",
                    "INSERT INTO log SELECT json_extract(event, '$.row.line'), json_extract(event, '$.row.n')"
                            + " FROM _cdc_dead_letters WHERE table_name = 'log'",
                    "DELETE FROM _cdc_dead_letters");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void moreThanTheBudgetEndTheServerWithASentenceAndThePositionDoesNotMove(Database database, TursoServer turso)
            throws Exception {
        fill(database);
        try (ServerProcess server = ServerProcess.lean(settingAside(2, database, turso))) {
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            turso.execute(REJECTIONS);
            database.execute("UPDATE menu SET name = 'bad' WHERE id = 1");
            awaitCount(1, "SELECT count(*) FROM _cdc_dead_letters", turso);
            database.transaction(
                    "INSERT INTO log VALUES ('good', 3)",
                    "INSERT INTO menu VALUES (5, 'bad'), (6, 'good')",
                    "DELETE FROM menu WHERE id = 2");
            assertThat(server.awaitExit(Waiting.PATIENCE)).isOne();
            assertThat(server.log())
                    .containsPattern("ERROR .*The Turso sink stops: More than 2 rows cannot be applied, .*"
                            + "debezium.sink.turso.error.max.*the position has not moved")
                    .doesNotContain("name 2");
            assertThat(turso.query("SELECT key FROM _cdc_dead_letters")).containsExactly(List.of("{\"id\":1}"));
            assertThat(turso.query("SELECT count(*) FROM menu UNION ALL SELECT count(*) FROM log"))
                    .containsExactly(List.of(4L), List.of(2L));

            turso.execute(ACCEPTANCES);
            server.resume();
            database.execute("UPDATE menu SET id = id WHERE id = 1");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
        }
    }

    private static void fill(Database database) throws Exception {
        database.execute(
                "CREATE TABLE menu (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text, n int)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO menu SELECT g, 'name ' || g FROM generate_series(1, 4) g",
                "INSERT INTO log SELECT 'line ' || g, g FROM generate_series(1, 2) g");
    }

    private static Map<String, String> settingAside(int most, Database database, TursoServer turso) {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.sink.turso.error.mode", "dead-letter");
        settings.put("debezium.sink.turso.error.max", Integer.toString(most));
        return settings;
    }

    private static String rejection(String event, String when) {
        return "CREATE TRIGGER reject_" + event.replace(' ', '_') + " BEFORE " + event + " WHEN " + when
                + " BEGIN SELECT RAISE(ABORT, 'constraint failed: of the test'); END";
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
