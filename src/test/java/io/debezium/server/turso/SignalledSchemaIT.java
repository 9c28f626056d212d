package io.debezium.server.turso;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table changes while an incremental snapshot reads it: nothing that the mirror has becomes wrong, and the snapshot
 * asked for again brings the rest. The connector may send rows that do not fit, at which the server ends; the next start
 * goes on.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SignalledSchemaIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "debezium.source.signal.data.collection", "public.signals",
            "debezium.source.incremental.snapshot.chunk.size", "20");

    private static final String SIGNALS = "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)";

    private static final List<String> CHANGES = List.of(
            "ALTER TABLE item ADD x int NOT NULL DEFAULT 5; UPDATE item SET x = 6 WHERE id % 2 = 0",
            "ALTER TABLE item ADD x int DEFAULT 5",
            "ALTER TABLE item DROP a; UPDATE item SET name = 'changed' WHERE id % 2 = 0",
            "ALTER TABLE item DROP a",
            "ALTER TABLE item RENAME name TO label; INSERT INTO item VALUES (3000, 1, 'x')",
            "ALTER TABLE item ALTER a TYPE text USING a || '!'",
            "ALTER TABLE item DROP CONSTRAINT item_pkey, ADD PRIMARY KEY (a)",
            "TRUNCATE item; INSERT INTO item VALUES (3000, 1, 'x')",
            "ALTER TABLE item RENAME TO thing; UPDATE thing SET name = 'changed' WHERE id % 2 = 0",
            "DROP TABLE item; CREATE TABLE item (id text PRIMARY KEY, name text); INSERT INTO item VALUES ('x', 'y')",
            "DROP TABLE item");

    @Test
    void aChangeOfItsTableMakesNothingWrong(PostgresServer postgres) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (LiveMirror mirror = LiveMirror.start(postgres, SETTINGS)) {
            for (String change : CHANGES) {
                load(mirror);
                mirror.database().transaction(change.split("; "));
                if (!hasEnded(mirror)) {
                    mirror.restartSink(SETTINGS);
                    awaitEnd(mirror);
                }
                signal(mirror.database(), change.contains("thing") ? "thing" : "item");
                awaitEnd(mirror);
                mirror.run(List.of("DROP TABLE signals"));
                try {
                    mirror.assertMirrors();
                } catch (AssertionError e) {
                    wrong.add(change + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aChangeOfAPartitionThatIsNoneOfItsTableLeavesNothingOut(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, SETTINGS)) {
            load(
                    mirror,
                    "CREATE TABLE item (id int PRIMARY KEY, a int, name text) PARTITION BY RANGE (id)",
                    "CREATE TABLE low PARTITION OF item FOR VALUES FROM (0) TO (500)",
                    "CREATE TABLE high PARTITION OF item DEFAULT");
            mirror.run(List.of("ALTER TABLE high ADD CHECK (a > 0)", "ALTER TABLE high SET (fillfactor = 90)"));
            awaitEnd(mirror);
            mirror.run(List.of("DROP TABLE signals"));
            mirror.assertMirrors();
        }
    }

    /** At the signal the connector reads the columns of now, and takes rows for theirs that are older. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE item RENAME name TO label; UPDATE item SET label = 'last' WHERE id = 4",
                "ALTER TABLE item DROP name; ALTER TABLE item ADD name text; UPDATE item SET name = 'last' WHERE id = 4"
            })
    void rowsOfBeforeAChangeThatTheConnectorHasReadAheadOfKeepTheirValues(String change, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, SETTINGS)) {
            load(mirror);
            awaitEnd(mirror);
            readAhead(mirror, "item", change);
            if (!hasEnded(mirror)) {
                mirror.restartSink(SETTINGS);
                awaitEnd(mirror);
            }
            mirror.run(List.of("DROP TABLE signals"));
            mirror.assertMirrors();
        }
    }

    /** Without the column in front, what was there would be taken for the key. */
    @Test
    void withoutTriggersRowsThatAreOlderThanTheirColumnsEndTheServer(PostgresServer postgres) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("debezium.sink.turso.ddl.capture", "off");
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                settings,
                SIGNALS,
                "CREATE TABLE thing (a int, id int PRIMARY KEY, name text)",
                "INSERT INTO thing SELECT g + 5000, g, 'thing' FROM generate_series(1, 100) g")) {
            mirror.await();
            readAhead(
                    mirror, "thing", "ALTER TABLE thing DROP a, ADD z text; UPDATE thing SET z = 'last' WHERE id = 4");
            assertThat(mirror.engine().awaitFailure(90)).contains("public.thing", "older", "restart the server");
            mirror.restartSink(settings);
            awaitEnd(mirror);
            mirror.run(List.of(
                    "DELETE FROM thing WHERE id = 5",
                    "INSERT INTO thing VALUES (101, 'new', 'z')",
                    "DROP TABLE signals"));
            mirror.assertMirrors();
        }
    }

    /** Has the server find, in this order, a row, a signal, two rows and a change of their columns. */
    private static void readAhead(LiveMirror mirror, String table, String change) throws Exception {
        mirror.stopSink();
        mirror.run(List.of("UPDATE " + table + " SET name = 'before' WHERE id = 1"));
        signal(mirror.database(), table);
        mirror.run(List.of(
                "UPDATE " + table + " SET name = 'after' WHERE id = 2", "DELETE FROM " + table + " WHERE id = 3"));
        mirror.run(List.of(change.split("; ")));
        mirror.startSink();
    }

    /** Makes a table, loses rows of it in Turso, and has a snapshot bring them back; returns in the midst of it. */
    private static void load(LiveMirror mirror) throws Exception {
        load(mirror, "CREATE TABLE item (id int PRIMARY KEY, a int, name text, note text DEFAULT 'note')");
    }

    /** The same with the statements that make it. */
    private static void load(LiveMirror mirror, String... table) throws Exception {
        mirror.run(List.of(SIGNALS, "DROP TABLE IF EXISTS item, thing"));
        mirror.run(List.of(table));
        mirror.run(List.of("INSERT INTO item SELECT g, g, 'item' FROM generate_series(1, 1000) g"));
        mirror.await();
        mirror.turso().execute("DELETE FROM item WHERE id % 3 = 0", "UPDATE item SET name = 'wrong' WHERE id % 3 = 1");
        signal(mirror.database(), "item");
        Waiting.until("a row", Waiting.PATIENCE, () -> !mirror.turso()
                .query("SELECT 1 FROM item WHERE id = 33")
                .isEmpty());
    }

    private static void signal(Database database, String table) throws Exception {
        database.execute("INSERT INTO signals VALUES (gen_random_uuid(), 'execute-snapshot', '{\"data-collections\":"
                + " [\"public." + table + "\"], \"type\": \"incremental\"}')");
    }

    /** Whether the snapshot came to its end, rather than the server. */
    private static boolean hasEnded(LiveMirror mirror) throws Exception {
        try {
            awaitEnd(mirror);
            return true;
        } catch (AssertionError e) {
            if (mirror.engine().isAlive()) {
                throw e;
            }
            return false;
        }
    }

    static void awaitEnd(LiveMirror mirror) throws Exception {
        mirror.await();
        Waiting.until("the snapshot's end", Waiting.PATIENCE, () -> {
            mirror.await();
            return !mirror.turso()
                    .query("SELECT resume_offset FROM _cdc_position")
                    .toString()
                    .contains("incremental_snapshot_collections");
        });
    }
}
