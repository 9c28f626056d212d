package io.debezium.server.turso;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Indexes over expressions and with conditions mean in Turso what they mean in Postgres, whatever becomes of their columns. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class IndexesIT {
    private static final List<String> CONDITIONS = List.of(
            "flag",
            "NOT flag",
            "flag IS NOT TRUE",
            "flag IS FALSE OR n > 5",
            "status = 'new'",
            "status IN ('new', 'o''ld')",
            "status <> 'new'",
            "name = 'B''b'",
            "name NOT IN ('a', 'c')",
            "code = 'x' AND n > -3 AND name IS NOT NULL",
            "n BETWEEN 1 AND 6",
            "big = 5000000000",
            "n * 10 > big",
            "u > '00000000-0000-4000-8000-000000000004'",
            "day > '2024-01-02'",
            "at < '2024-01-03 12:00:00.5'",
            "zoned >= '2024-01-03 12:00:00+02'",
            "NOT (flag AND n > 3) OR lower(name) = 'b''b'",
            "length(name) > 1",
            "coalesce(name, code, 'none') = 'none'",
            "state_domain = 'x' AND (n = 3) IS NOT UNKNOWN");
    private static final List<String> KEYS = List.of(
            "lower(name)",
            "upper(code)",
            "coalesce(name, 'none')",
            "coalesce(code, name)",
            "(name || '-' || code)",
            "(n * 2 - big)",
            "(- n)",
            "(n = 3)",
            "char_length(code)",
            "(u::text || name)");
    private static final String[] TABLES = {
        "CREATE TYPE status AS ENUM ('new', 'o''ld')",
        "CREATE DOMAIN letters AS text",
        "CREATE TABLE t (gone int, id int PRIMARY KEY, name text, code varchar(20), n int, big bigint, flag boolean,"
                + " status status, u uuid, day date, at timestamp, zoned timestamptz, state_domain letters)",
        "INSERT INTO t SELECT g, g, (ARRAY['a', 'B''b', 'c', NULL])[g % 4 + 1], (ARRAY['x', 'Y', NULL])[g % 3 + 1], g % 9 - 1,"
                + " CASE WHEN g % 5 = 0 THEN 5000000000 ELSE g END, (ARRAY[true, false, NULL])[g % 3 + 1],"
                + " (ARRAY['new', 'o''ld', NULL]::status[])[g % 3 + 1],"
                + " ('00000000-0000-4000-8000-00000000000' || g % 10)::uuid, date '2024-01-01' + g % 4,"
                + " timestamp '2024-01-01 12:00:00.5' + g % 4 * interval '1 day',"
                + " timestamptz '2024-01-01 10:00:00+00' + g % 4 * interval '1 day',"
                + " (ARRAY['x', 'y'])[g % 2 + 1] FROM generate_series(1, 80) g"
    };

    @Test
    void theyHoldTheSameRowsAndValues(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            List<String> create = new ArrayList<>();
            for (int i = 0; i < CONDITIONS.size(); i++) {
                create.add("CREATE INDEX c" + i + " ON t (id) WHERE " + CONDITIONS.get(i));
            }
            for (int i = 0; i < KEYS.size(); i++) {
                create.add("CREATE INDEX k" + i + " ON t (" + KEYS.get(i) + (i % 2 == 0 ? " DESC" : "") + ", id)");
            }
            mirror.run(create);
            mirror.await();
            for (int i = 0; i < CONDITIONS.size(); i++) {
                String condition = sql(mirror, "c" + i).replaceFirst(".* WHERE ", "");
                assertSame(mirror, "id", " WHERE " + CONDITIONS.get(i), "id", " WHERE " + condition);
            }
            for (int i = 0; i < KEYS.size(); i++) {
                String key = sql(mirror, "k" + i).replaceFirst("^[^(]*\\((.*?)( DESC)?, \"id\"\\)$", "$1");
                assertSame(mirror, KEYS.get(i) + "::text", "", "CAST((" + key + ") AS TEXT)", "");
            }
            mirror.run(List.of(
                    "UPDATE t SET name = lower(name), flag = NOT flag, n = n + 1",
                    "UPDATE t SET id = id + 1000 WHERE id % 7 = 0",
                    "DELETE FROM t WHERE id % 5 = 0",
                    "INSERT INTO t (id, n, big, name) VALUES (5, 100000000, -9000000000000000000, '')"));
            mirror.await();
            assertSound(mirror);
            mirror.run(create.stream()
                    .map(index -> index.replaceFirst("CREATE (INDEX \\w+) .*", "DROP $1"))
                    .toList());
            mirror.assertMirrors();
        }
    }

    @Test
    void theyFollowTheirColumnsAndTheLabelsInThem(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(
                    "CREATE INDEX a ON t (lower(name), n) WHERE flag",
                    "CREATE INDEX b ON t (n) WHERE status = 'new' AND big > 3",
                    "CREATE INDEX c ON t (lower(code))"));
            mirror.await();
            mirror.run(
                    List.of(
                            "ALTER TABLE t DROP COLUMN gone",
                            "UPDATE t SET name = name || 'x' WHERE id < 9",
                            "ALTER TABLE t RENAME COLUMN name TO \"We\"\"ird\"",
                            "UPDATE t SET \"We\"\"ird\" = 'Y' WHERE id < 5",
                            "BEGIN",
                            "ALTER TABLE t RENAME COLUMN flag TO \"order\"",
                            "ALTER TABLE t DROP COLUMN code",
                            "ALTER TABLE t RENAME TO \"select\"",
                            "UPDATE \"select\" SET \"order\" = NOT \"order\"",
                            "COMMIT",
                            "ALTER TYPE status RENAME VALUE 'new' TO 'n''ew'",
                            "ALTER TABLE \"select\" ALTER big SET NOT NULL, ALTER n TYPE bigint",
                            "INSERT INTO \"select\" (id, n, big, status, \"order\", \"We\"\"ird\") VALUES (0, 1, 4, 'n''ew', true, 'Z')"));
            mirror.await();
            assertThat(sql(mirror, "a"))
                    .isEqualTo("CREATE INDEX \"a\" ON \"select\" (lower(\"We\"\"ird\"), \"n\") WHERE \"order\"");
            assertThat(sql(mirror, "b"))
                    .isEqualTo("CREATE INDEX \"b\" ON \"select\" (\"n\") WHERE \"status\" = 'n''ew' AND \"big\" > 3");
            assertThat(mirror.turso().query("SELECT 1 FROM sqlite_schema WHERE name = 'c'"))
                    .isEmpty();
            assertThat(mirror.turso().query("SELECT id FROM \"select\" WHERE lower(\"We\"\"ird\") = 'z' AND \"order\""))
                    .hasToString("[[0]]");
            mirror.run(
                    List.of("ALTER TABLE \"select\" ALTER n TYPE numeric", "DELETE FROM \"select\" WHERE id % 2 = 0"));
            mirror.await();
            assertSound(mirror);
            mirror.run(List.of("DROP INDEX b"));
            mirror.assertMirrors();
        }
    }

    @Test
    void theirColumnsMayStayBehind(PostgresServer postgres) throws Exception {
        Map<String, String> additive = Map.of("debezium.sink.turso.schema.evolution", "additive");
        try (LiveMirror mirror = LiveMirror.start(postgres, additive, TABLES)) {
            mirror.run(List.of(
                    "CREATE INDEX a ON t (lower(name)) WHERE flag",
                    "CREATE INDEX b ON t (lower(code))",
                    "ALTER TABLE t DROP COLUMN gone",
                    "ALTER TABLE t DROP COLUMN code",
                    "UPDATE t SET name = 'N' WHERE id < 9",
                    "DELETE FROM t WHERE id % 2 = 0"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't'"))
                    .hasToString("[[a]]");
            assertSound(mirror);
        }
    }

    @Test
    void thoseOfPartitionsComeWithThatOfTheWholeTable(PostgresServer postgres) throws Exception {
        Map<String, String> apart = Map.of("debezium.source.publish.via.partition.root", "false");
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                apart,
                "CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE t_low PARTITION OF t FOR VALUES FROM (0) TO (100)",
                "INSERT INTO t VALUES (1, 'a')")) {
            mirror.run(List.of("CREATE INDEX ON t (v)"));
            mirror.await();
            assertThat(mirror.turso()
                            .query("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't_low'"))
                    .hasToString("[[t_low_v_idx]]");
        }
    }

    @Test
    void thoseThatAreBuiltAnewGoByTheirNewIdentity(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(
                    "CREATE INDEX a ON t (n)",
                    "CREATE INDEX b ON t (big)",
                    "CREATE INDEX c ON t (lower(name))",
                    "REINDEX TABLE CONCURRENTLY t",
                    "ALTER INDEX a RENAME TO renamed",
                    "DROP INDEX b"));
            mirror.assertMirrors();
            mirror.run(List.of("REINDEX INDEX CONCURRENTLY renamed", "DROP INDEX CONCURRENTLY renamed"));
            mirror.assertMirrors();
        }
    }

    @Test
    void whatIsLeftOutIsNamedAtOnce(PostgresServer postgres) throws Exception {
        LoggedLines lines = LoggedLines.of(SchemaWarnings.class);
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                Map.of(),
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "CREATE INDEX old ON t (md5(name))")) {
            mirror.run(List.of(
                    "CREATE INDEX fine ON t (lower(name))",
                    "CREATE INDEX hashed ON t (md5(name)) WHERE name <> 'secret'",
                    "ALTER TABLE t ADD COLUMN more int",
                    "CREATE INDEX sorted ON t (id) WHERE name > 'secret'"));
            mirror.assertMirrors();
            assertThat(lines.lines().stream().filter(line -> line.contains("Index ")))
                    .hasSize(2)
                    .anyMatch(line -> line.contains(
                            "Index hashed of table public.t is left out of the mirror, since it" + " calls md5. "))
                    .anyMatch(
                            line -> line.contains("Index sorted of table public.t") && line.contains("order of texts"))
                    .allMatch(line -> line.startsWith("WARN") && !line.contains("secret"));
        } finally {
            lines.close();
        }
    }

    private static String sql(LiveMirror mirror, String index) throws Exception {
        List<List<@Nullable Object>> rows =
                mirror.turso().query("SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = '" + index + "'");
        assertThat(rows).as(index).hasSize(1);
        // The Turso engine writes it anew when a table is renamed.
        return Objects.toString(rows.getFirst().getFirst()).replace("lower (", "lower(");
    }

    private static void assertSame(LiveMirror mirror, String value, String where, String mirrored, String mirroredWhere)
            throws Exception {
        List<String> expected = new ArrayList<>();
        mirror.database()
                .query("SELECT concat(" + value + ") FROM t" + where + " ORDER BY id")
                .forEach(row ->
                        expected.add(row.toString().replace("[true]", "[1]").replace("[false]", "[0]")));
        List<String> actual = new ArrayList<>();
        mirror.turso()
                .query("SELECT coalesce(" + mirrored + ", '') FROM t" + mirroredWhere + " ORDER BY id")
                .forEach(row -> actual.add(row.toString()));
        assertThat(actual).as(value + where).isEqualTo(expected).isNotEmpty();
    }

    /** The engine's own check that its indexes have what the tables have: the comparison of rows reads no index. */
    private static void assertSound(LiveMirror mirror) throws Exception {
        assertThat(mirror.turso().query("PRAGMA integrity_check")).hasToString("[[ok]]");
    }
}
