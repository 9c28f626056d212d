package io.debezium.server.turso;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.HostileText;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names, defaults, labels, comments and values that try to be SQL, through the catalog of Postgres, the messages of
 * schema changes and the rows; {@code -Dit.hostile.seed=…} makes others.
 */
@ExtendWith(Bench.class)
class HostileNamesIT {
    private static final long SEED = Long.getLong("it.hostile.seed", 1);
    private static final int TABLES = Integer.getInteger("it.hostile.tables", 20);
    private static final int LONGEST_NAME = 61;

    private final Random random = new Random(SEED);

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void whatIsNamedLikeSqlIsANameAndWhatIsWrittenLikeSqlIsAValue(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres, Map.of(), "CREATE TABLE canary (n int PRIMARY KEY)", "INSERT INTO canary VALUES (7)")) {
            for (int number = 0; number < TABLES; number++) {
                List<String> statements = statements(number);
                try {
                    mirror.run(statements);
                    if (number % 10 == 9) {
                        mirror.assertMirrors();
                    }
                } catch (AssertionError e) {
                    throw new AssertionError("-Dit.hostile.seed=" + SEED + ", up to table " + number, e);
                }
            }
            mirror.assertMirrors();
            assertThat(mirror.turso().query("SELECT n FROM canary")).containsExactly(List.of(7L));
        }
    }

    /** Neither begins nor ends with a double quote, and none has two single quotes or backticks in a row. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void quotesInNamesThatTheConnectorReadsAreLeftAsTheyAre(PostgresServer postgres) throws Exception {
        List<String> early = List.of("public.\"a\"\"b\"", "\"s\"\"'s\".\"a\"\"\"\"'\"\"`b\"", "public.\"'a'\"");
        List<String> late = List.of("public.\"c\"\"d\"", "\"s\"\"'s\".\"`c \"\"\"\".d`\"");
        List<String> setup = new ArrayList<>(List.of(
                "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)", "CREATE SCHEMA \"s\"\"'s\""));
        early.forEach(table -> setup.addAll(made(table)));
        Map<String, String> signals = Map.of("debezium.source.signal.data.collection", "public.signals");
        try (LiveMirror mirror = LiveMirror.start(postgres, signals, setup.toArray(String[]::new))) {
            for (String table : late) {
                mirror.run(made(table));
            }
            for (String table : Stream.concat(early.stream(), late.stream()).toList()) {
                mirror.run(changed(table));
            }
            mirror.await();
            mirror.turso().execute("DELETE FROM \"a\"\"b\"", "DELETE FROM \"c\"\"d\"");
            mirror.run(List.of("INSERT INTO signals VALUES ('again', 'execute-snapshot', '{\"data-collections\":"
                    + " [\"public.a\\\"b\", \"\\\"public\\\".\\\"c\\\"\\\"d\\\"\"], \"type\": \"incremental\"}')"));
            Waiting.until(
                    "the rows that the signal asks for",
                    Waiting.PATIENCE,
                    () -> mirror.turso().query("SELECT id FROM \"c\"\"d\"").size() == 3);
            mirror.run(List.of("TRUNCATE " + early.get(1), "DROP TABLE signals"));
            mirror.assertMirrors();
        }
    }

    private static List<String> made(String table) {
        return List.of(
                "CREATE TABLE " + table
                        + " (id int PRIMARY KEY, \"no\"\"te\" text, \"'n\" text, \"n``''o\" text, \"\"\"n\" int)",
                "INSERT INTO " + table
                        + " VALUES (1, 'one', 'a', 'b', 3), (2, 'two', NULL, '', 4), (3, '', '', '', 5)");
    }

    private static List<String> changed(String table) {
        return List.of(
                "INSERT INTO " + table + " VALUES (4, 'four', 'a', NULL, 7)",
                "UPDATE " + table + " SET \"no\"\"te\" = 'new', \"n``''o\" = 'more', \"\"\"n\" = 4 WHERE id = 1",
                "UPDATE " + table + " SET id = 5 WHERE id = 2",
                "DELETE FROM " + table + " WHERE id = 3");
    }

    /** A table from its making to its renaming, and what happens to its rows meanwhile. */
    private List<String> statements(int number) {
        String label = literal(hostile("l"));
        String type = name("e" + number, true);
        String schema = random.nextBoolean() ? name("s" + number, false) : "public";
        String table = schema + '.' + name("t" + number, false);
        String index = name("i" + number, true);
        String check = name("k" + number, true);
        String text = name("c", true);
        String other = name("d", true);
        String renamed = name("u" + number, false);
        List<String> statements = new ArrayList<>(List.of(
                "BEGIN",
                "CREATE TYPE " + type + " AS ENUM (" + label + ", 'plain')",
                "CREATE SCHEMA IF NOT EXISTS " + schema,
                "CREATE TABLE " + table + " (id int, " + text + " text DEFAULT " + literal(hostile(""))
                        + ", label " + type + " DEFAULT " + label + ", CONSTRAINT " + name("p" + number, true)
                        + " PRIMARY KEY (id), CONSTRAINT " + check + " CHECK (id > 0))",
                "COMMENT ON TABLE " + table + " IS " + literal(hostile("")),
                "COMMENT ON COLUMN " + table + "." + text + " IS " + literal(hostile("")),
                "INSERT INTO " + table + " (id) VALUES (1), (2)",
                "INSERT INTO " + table + " VALUES (3, " + literal(hostile("")) + ", 'plain')",
                "COMMIT",
                "ALTER TABLE " + table + " ADD COLUMN " + other + " text NOT NULL DEFAULT " + literal(hostile("")),
                "CREATE INDEX " + index + " ON " + table + " (label)",
                "CREATE INDEX " + name("j" + number, true) + " ON " + table + " (id, " + text + ") WHERE " + text
                        + " IS NOT NULL",
                "ALTER TABLE " + table + " ADD CONSTRAINT " + name("q" + number, true) + " UNIQUE (" + other + ", id)",
                "ALTER TABLE " + table + " RENAME CONSTRAINT " + check + " TO " + name("n" + number, true),
                "UPDATE " + table + " SET " + text + " = " + other + " WHERE id = 1",
                "ALTER TYPE " + type + " RENAME VALUE " + label + " TO " + literal(hostile("m")),
                "ALTER INDEX " + schema + '.' + index + " RENAME TO " + name("h" + number, true),
                "ALTER TABLE " + table + " RENAME TO " + renamed,
                "SET search_path = " + schema + ", public",
                "ALTER TABLE " + renamed + " RENAME COLUMN " + text + " TO " + name("r", true),
                "DELETE FROM " + renamed + " WHERE id = 2"));
        if (random.nextBoolean()) {
            statements.add(schema.equals("public") ? "DROP TABLE " + renamed : "DROP SCHEMA " + schema + " CASCADE");
        }
        statements.add("RESET search_path");
        return statements;
    }

    /** The connector misreads tables with a double quote at an end or two others in their names; the preflight says so. */
    private String name(String prefix, boolean quotes) {
        String hostile = hostile(prefix);
        String name = quotes
                ? hostile + (random.nextBoolean() ? "\"\"" : "")
                : prefix
                        + (random.nextBoolean() ? "\"\"q" : "")
                        + hostile.substring(prefix.length())
                                .replaceAll("'+", "'")
                                .replaceAll("`+", "`");
        return '"' + (name.endsWith("\"\"") ? name : name.stripTrailing()) + '"';
    }

    private String hostile(String prefix) {
        StringBuilder text = new StringBuilder(prefix);
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            String piece = HostileText.PIECES.get(random.nextInt(HostileText.PIECES.size()));
            if ((text + piece).getBytes(StandardCharsets.UTF_8).length < LONGEST_NAME) {
                text.append(piece);
            }
        }
        return text.toString();
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
