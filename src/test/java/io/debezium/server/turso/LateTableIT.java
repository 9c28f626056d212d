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

/** A table that is let in later gets its earlier rows by the README's commands. */
@ExtendWith(Bench.class)
class LateTableIT {
    private static final String STREAMS = "Starting streaming";

    @Test
    void itsRowsOfBeforeComeByAnIncrementalSnapshot(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE menu (id int PRIMARY KEY)",
                "CREATE TABLE debezium_signal (id text PRIMARY KEY, type text, data text)",
                "CREATE TABLE old (id int PRIMARY KEY, name text)",
                "INSERT INTO old SELECT g, 'row ' || g FROM generate_series(1, 1500) g",
                "CREATE PUBLICATION " + database.name() + " FOR TABLE menu, debezium_signal"
                        + " WITH (publish_via_partition_root = true)");
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.source.signal.data.collection", "public.debezium_signal");
        settings.put("debezium.source.table.include.list", "public.menu,public.debezium_signal,public.late");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            server.awaitLog(STREAMS, Waiting.PATIENCE);
            database.execute(
                    "CREATE TABLE late (id int PRIMARY KEY, name text)",
                    "INSERT INTO late SELECT g, 'row ' || g FROM generate_series(1, 1500) g",
                    "ALTER PUBLICATION " + database.name() + " ADD TABLE late, old",
                    "UPDATE late SET name = 'changed' WHERE id % 7 = 0");
            load("late", database, turso);
            server.terminate();
        }
        settings.put("debezium.source.table.include.list", "public.*");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            server.awaitLog(STREAMS, Waiting.PATIENCE);
            database.execute("UPDATE old SET name = 'changed' WHERE id % 7 = 0");
            load("old", database, turso);
            database.execute(
                    "DELETE FROM late WHERE id = 1", "DELETE FROM old WHERE id = 1", "DROP TABLE debezium_signal");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
        }
    }

    private static void load(String table, Database database, TursoServer turso) throws Exception {
        database.execute("INSERT INTO debezium_signal VALUES ('" + table + "', 'execute-snapshot',"
                + " '{\"data-collections\": [\"public." + table + "\"], \"type\": \"incremental\"}')");
        Waiting.until(
                "the rows of " + table,
                Waiting.PATIENCE,
                () -> !turso.query("SELECT 1 FROM sqlite_schema WHERE name = '" + table + "'")
                                .isEmpty()
                        && turso.query("SELECT count(*) FROM " + table).equals(List.of(List.of(1500L))));
    }
}
