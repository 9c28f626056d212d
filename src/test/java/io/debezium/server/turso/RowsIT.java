package io.debezium.server.turso;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows in every situation that is known to be hard, from the snapshot and from the stream. */
@ExtendWith(Bench.class)
class RowsIT {
    /** Large enough to be stored out of line, and of letters that cannot be compressed. */
    private static final String LARGE =
            "(SELECT string_agg(md5(g::text || '%s'), '') FROM generate_series(1, 200) AS g)";

    @Test
    void anUpdateOrDeleteWithoutAKeyHitsOneOfEqualRows(Database database, TursoServer turso) throws Exception {
        mirror(
                database,
                turso,
                List.of(
                        "CREATE EXTENSION citext",
                        "CREATE TABLE log (i int, d float8, t text, b bytea, c citext, j json, n numeric, r real)",
                        "ALTER TABLE log REPLICA IDENTITY FULL",
                        "INSERT INTO log SELECT 1, 0.1, 'a', '\\x00', 'Ab', '{\"a\":1}', 1.50, 0.1 FROM generate_series(1, 4)",
                        "INSERT INTO log SELECT FROM generate_series(1, 4)",
                        "INSERT INTO log (c) VALUES ('X'), ('x'), ('x')",
                        "INSERT INTO log (d, n) VALUES ('NaN', 'NaN'), ('NaN', 'NaN'), (5e-324, 1.0), (5e-324, 1.00)",
                        "INSERT INTO log (t) VALUES (" + LARGE.formatted("a") + "), (" + LARGE.formatted("b") + ")"),
                List.of(
                        "UPDATE log SET i = 2 WHERE ctid = (SELECT min(ctid) FROM log WHERE i = 1)",
                        "DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE i = 1)",
                        "DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE log IS NULL)",
                        "UPDATE log SET t = '' WHERE ctid = (SELECT min(ctid) FROM log WHERE log IS NULL)",
                        "DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE c::text = 'x')",
                        "UPDATE log SET i = 7 WHERE c::text = 'x'",
                        "DELETE FROM log WHERE n::text = '1.00'",
                        "DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE d = 'NaN')",
                        "UPDATE log SET i = 8 WHERE length(t) > 1000",
                        "DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE length(t) > 1000)",
                        "INSERT INTO log SELECT * FROM log"));
    }

    @Test
    void keysOfEveryKindAreFoundAgain(Database database, TursoServer turso) throws Exception {
        List<String> setup = new ArrayList<>(List.of(
                "CREATE EXTENSION citext", "CREATE EXTENSION hstore", "CREATE TYPE mood AS ENUM ('sad', 'so, so')"));
        List<String> changes = new ArrayList<>();
        Keys.PAIRS.forEach((type, keys) -> {
            String table = "\"Keyed by " + type.replace("\"", "") + "\"";
            setup.add("CREATE TABLE " + table + " (big text NOT NULL, k " + type + " PRIMARY KEY, n int)");
            setup.add("INSERT INTO " + table + " VALUES (" + LARGE.formatted("k") + ", " + keys.getFirst() + ", 1)");
            String change = "UPDATE " + table + " SET ";
            changes.add(change + "n = 2");
            changes.add(change + "k = " + keys.getLast());
            changes.add(change + "k = " + keys.getFirst() + ", n = 3");
            changes.add("WITH gone AS (DELETE FROM " + table + " RETURNING *) INSERT INTO " + table + " SELECT big, "
                    + keys.getLast() + ", n FROM gone");
            changes.add("DELETE FROM " + table + "; INSERT INTO " + table + " VALUES ('small', " + keys.getFirst()
                    + ", 4); " + change + "k = " + keys.getLast() + "; " + change + "k = " + keys.getFirst());
        });
        mirror(database, turso, setup, changes);
    }

    @Test
    void everyOrderOfChangesOfOneKeyComesOutRight(Database database, TursoServer turso) throws Exception {
        List<String> moves = List.of(
                "INSERT INTO %1$s VALUES (1, 'new', %2$d) ON CONFLICT DO NOTHING",
                "DELETE FROM %1$s WHERE id = 1",
                "UPDATE %1$s SET n = %2$d WHERE id = 1",
                "UPDATE %1$s SET id = -id, n = %2$d",
                "TRUNCATE %1$s");
        List<String> setup = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (int order = 0; order < 125; order++) {
            String table = "t" + order;
            setup.add("CREATE TABLE " + table + " (id int PRIMARY KEY, big text, n int)");
            setup.add(
                    "INSERT INTO " + table + " SELECT 1, " + LARGE.formatted("o") + ", 0 WHERE " + order + " % 3 > 0");
            int step = order;
            String joined = IntStream.of(step % 5, step / 5 % 5, step / 25)
                    .mapToObj(move -> moves.get(move).formatted(table, move))
                    .collect(Collectors.joining("; "));
            changes.add(order % 2 == 0 ? joined : "BEGIN; " + joined + "; COMMIT");
        }
        mirror(database, turso, setup, changes);
    }

    @Test
    void keysChangePlaces(Database database, TursoServer turso) throws Exception {
        mirror(
                database,
                turso,
                List.of(
                        "CREATE TABLE place (id int PRIMARY KEY, big text, n int)",
                        "INSERT INTO place SELECT g, CASE WHEN g % 2 = 0 THEN " + LARGE.formatted("p")
                                + " ELSE 'short' END, g FROM generate_series(1, 60) g"),
                List.of(
                        "UPDATE place SET id = -id",
                        "UPDATE place SET id = -id; UPDATE place SET id = id + 1000; UPDATE place SET id = id - 999",
                        "BEGIN; UPDATE place SET id = 0 WHERE id = 2; UPDATE place SET id = 2 WHERE id = 3;"
                                + " UPDATE place SET id = 3 WHERE id = 4; UPDATE place SET id = 4 WHERE id = 0; COMMIT",
                        "BEGIN; UPDATE place SET id = 0 WHERE id = 5; UPDATE place SET id = 5, n = -1 WHERE id = 6;"
                                + " DELETE FROM place WHERE id = 5; UPDATE place SET id = 5 WHERE id = 0; COMMIT",
                        "TRUNCATE place; INSERT INTO place VALUES (1, 'again', 1)"));
    }

    @Test
    void largeValuesThatDidNotChangeStay(Database database, TursoServer turso) throws Exception {
        String columns = "id int PRIMARY KEY, t text NOT NULL, b bytea, j json, jb jsonb NOT NULL, ta text[] NOT NULL,"
                + " ia int[] NOT NULL, fa float8[] NOT NULL, ba boolean[], h hstore, n numeric, \"OID\" text, v varbit";
        String large = LARGE.formatted("v");
        mirror(
                database,
                turso,
                List.of(
                        "CREATE EXTENSION hstore",
                        "CREATE TABLE \"Large\" (" + columns + ", x int)",
                        "INSERT INTO \"Large\" SELECT g, " + large + ", " + large + "::bytea, to_json(" + large
                                + "), to_jsonb(" + large + "), ARRAY[" + large + ", NULL],"
                                + " ARRAY(SELECT i * 79 FROM generate_series(1, 3000) i),"
                                + " ARRAY(SELECT sqrt(i) FROM generate_series(1, 3000) i),"
                                + " ARRAY(SELECT sin(i) > 0 FROM generate_series(1, 9000) i), hstore('k', " + large
                                + "), repeat('1234567', 3000)::numeric, " + large
                                + ", repeat('0110101', 9000)::varbit, 1 FROM generate_series(1, 5) g"),
                List.of(
                        "UPDATE \"Large\" SET x = 2 WHERE id = 1",
                        "UPDATE \"Large\" SET id = 10 WHERE id = 2",
                        "BEGIN; UPDATE \"Large\" SET id = 11, x = 3, t = 't' WHERE id = 3; UPDATE \"Large\" SET b = NULL"
                                + " WHERE id = 11; UPDATE \"Large\" SET id = 3 WHERE id = 11; COMMIT",
                        "INSERT INTO \"Large\" SELECT 20, t, b, j, jb, ta, ia, fa, ba, h, n, \"OID\", v FROM \"Large\" LIMIT 1",
                        "UPDATE \"Large\" SET \"OID\" = NULL WHERE id = 4; UPDATE \"Large\" SET x = 5"));
    }

    @Test
    void everyRowOfRelatedTablesIsInOneTable(Database database, TursoServer turso) throws Exception {
        mirror(
                database,
                turso,
                List.of(
                        "CREATE TABLE split (id int PRIMARY KEY, note text) PARTITION BY RANGE (id)",
                        "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (10)",
                        "CREATE TABLE split_2 PARTITION OF split FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id)",
                        "CREATE TABLE split_2a PARTITION OF split_2 DEFAULT",
                        "INSERT INTO split SELECT g, 'n' FROM generate_series(0, 19) g",
                        "CREATE TABLE parent (id int PRIMARY KEY, note text)",
                        "CREATE TABLE child (extra int, PRIMARY KEY (id)) INHERITS (parent)",
                        "INSERT INTO parent VALUES (1, 'parent'), (2, 'parent')",
                        "INSERT INTO child VALUES (1, 'child', 1), (3, 'child', 2)"),
                List.of(
                        "UPDATE split SET note = 'moved', id = id + 10 WHERE id < 5 AND false",
                        "DELETE FROM split WHERE id = 15; UPDATE split SET id = 15 WHERE id = 3",
                        "CREATE TABLE split_3 PARTITION OF split FOR VALUES FROM (20) TO (30)",
                        "INSERT INTO split VALUES (25, 'later'); UPDATE split SET note = 'x' WHERE id > 12",
                        "UPDATE parent SET note = 'both'",
                        "DELETE FROM parent WHERE id = 1",
                        "TRUNCATE ONLY parent",
                        "TRUNCATE split; INSERT INTO split VALUES (7, 'after')"));
    }

    @Test
    void eachPartitionIsATableIfTheUserSaysSo(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE split_2 PARTITION OF split FOR VALUES FROM (10) TO (20)",
                "INSERT INTO split VALUES (1), (11)");
        Map<String, String> byPartition = Map.of("debezium.source.publish.via.partition.root", "false");
        try (RunningSink mirror = RunningSink.start(database, turso, byPartition)) {
            database.execute("INSERT INTO split VALUES (2), (12)", "TRUNCATE split_1", "INSERT INTO split VALUES (3)");
            mirror.awaitPosition();
            assertThat(turso.query("SELECT id FROM split_1")).containsExactly(List.of(3L));
            assertThat(turso.query("SELECT id FROM split_2 ORDER BY id")).containsExactly(List.of(11L), List.of(12L));
            assertThat(turso.query("SELECT name FROM sqlite_schema WHERE name = 'split'"))
                    .isEmpty();
        }
    }

    @Test
    void columnsThatPostgresFillsAreAsPostgresFillsThem(Database database, TursoServer turso) throws Exception {
        mirror(
                database,
                turso,
                List.of(
                        "CREATE TABLE filled (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s serial, n int DEFAULT 5,"
                                + " at timestamptz NOT NULL DEFAULT now(), double_n int NOT NULL GENERATED ALWAYS AS (n * 2)"
                                + " STORED, u uuid DEFAULT gen_random_uuid(), z int DEFAULT 0)",
                        "INSERT INTO filled (n) VALUES (1), (2)",
                        "INSERT INTO filled (z) VALUES (NULL)"),
                List.of(
                        "INSERT INTO filled DEFAULT VALUES",
                        "INSERT INTO filled (u, z) VALUES (NULL, NULL)",
                        "UPDATE filled SET n = n + 10",
                        "ALTER TABLE filled ADD COLUMN half_n numeric GENERATED ALWAYS AS (n / 2.0) STORED",
                        "INSERT INTO filled (n) VALUES (7)"));
    }

    @Test
    void namesAndWidthsAtTheLimitsOfPostgres(Database database, TursoServer turso) throws Exception {
        String wide = IntStream.range(0, 1_600).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
        String longest = "ü".repeat(31) + "x";
        mirror(
                database,
                turso,
                List.of(
                        "CREATE TABLE wide (" + wide + ", PRIMARY KEY (c7, c3))",
                        "CREATE TABLE wide_keyless (" + wide + ")",
                        "ALTER TABLE wide_keyless REPLICA IDENTITY FULL",
                        "INSERT INTO wide (c7, c3, c1599) VALUES (1, 2, 3), (2, 1, NULL)",
                        "INSERT INTO wide_keyless (c0, c1599) VALUES (1, 2), (1, 2), (NULL, NULL)",
                        "CREATE SCHEMA \"Sales Dept\"",
                        "CREATE TABLE \"Sales Dept\".\"" + longest + "\" (\"" + longest
                                + "\" text, \"select\" int PRIMARY KEY,"
                                + " \"a\"\"b\" text, \"it's\" text, \"?1\" text, rowid text, oid text)",
                        "INSERT INTO \"Sales Dept\".\"" + longest + "\" VALUES ('a', 1, 'q', 'r', 's', NULL, 'u')",
                        "CREATE TABLE \"order\" (\"group\" int PRIMARY KEY, \"table\" text)"),
                List.of(
                        "UPDATE wide SET c1598 = 5 WHERE c7 = 1",
                        "UPDATE wide SET c3 = 9",
                        "UPDATE wide_keyless SET c800 = 7 WHERE ctid = (SELECT min(ctid) FROM wide_keyless WHERE c0 = 1)",
                        "DELETE FROM wide_keyless WHERE c0 IS NULL",
                        "UPDATE \"Sales Dept\".\"" + longest + "\" SET \"a\"\"b\" = NULL, rowid = '7'",
                        "UPDATE \"Sales Dept\".\"" + longest + "\" SET \"select\" = 2",
                        "INSERT INTO \"order\" VALUES (1, 'x'), (2, NULL); UPDATE \"order\" SET \"group\" = -\"group\""));
    }

    private static void mirror(Database database, TursoServer turso, List<String> setup, List<String> changes)
            throws Exception {
        database.execute(setup.toArray(String[]::new));
        try (RunningSink mirror = RunningSink.start(
                database,
                turso,
                Map.of("debezium.source.max.batch.size", "512", "debezium.source.max.queue.size", "2048"))) {
            mirror.awaitMirror();
            database.execute(changes.toArray(String[]::new));
            mirror.awaitMirror();
        }
    }
}
