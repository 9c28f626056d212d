package io.debezium.server.turso.index;

import java.util.Optional;
import java.util.regex.Pattern;

import io.debezium.server.turso.bench.SqliteTarget;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the source says an expression is: the target gets what this sink writes by itself, or nothing. */
class ExpressionFuzzTest {
    private static final Pattern GRAMMAR =
            Pattern.compile("\\(((\"c\\d+\"|'([^']|'')*+'|-?\\d+|lower|upper|length|coalesce"
                    + "|AND|OR|NOT|IN|IS|NULL|<>|<=|>=|\\|\\||[-+*=<>(),])( |(?=[(),])|(?<=\\()))*+\\)");

    @Property(tries = 3_000)
    void no_text_yields_sql_outside_the_grammar(@ForAll("soup") String text) {
        assertHarmless(text);
    }

    @Property(tries = 500)
    void what_is_well_formed_is_taken_by_sqlite(@ForAll("conditions") String text) {
        IndexSql sql = ExpressionRows.key("(" + text + ")");
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(ExpressionRows.TABLE);
            target.execute("INSERT INTO t (n, b, flag, name) VALUES (9223372036854775807, -1, 1, 'x')");
            target.execute("CREATE INDEX i ON t " + sql.render(ExpressionRows::name));
            target.execute(
                    "INSERT INTO t (n, flag, name, v) VALUES (-9223372036854775808, 0, '', 'é'), (1, 1, '1', '')");
            target.execute("INSERT INTO t (j) VALUES ('no json')");
        }
    }

    @Property(tries = 1_000)
    void a_change_anywhere_is_harmless(
            @ForAll("conditions") String text,
            @ForAll @IntRange(max = 1_000) int place,
            @ForAll @IntRange(max = 3) int length,
            @ForAll("pieces") String piece) {
        int from = place % (text.length() + 1);
        assertHarmless(text.substring(0, from) + piece + text.substring(Math.min(text.length(), from + length)));
    }

    private static void assertHarmless(String text) {
        written(text).ifPresent(sql -> {
            assertThat(sql).matches(GRAMMAR);
            try (SqliteTarget target = new SqliteTarget()) {
                target.execute(
                        ExpressionRows.TABLE.replaceAll(
                                "\\(.*",
                                "(c1 INTEGER, c2 INTEGER, c3 INTEGER, c4 TEXT,"
                                        + " c5 TEXT, c6 TEXT, c7 TEXT, c8 TEXT, c9 TEXT, c10 TEXT, c11 TEXT, c12 TEXT, c13 TEXT)"));
                target.execute("CREATE INDEX i ON t " + sql);
                assertThat(target.tables()).containsExactly("t");
            }
        });
    }

    /** Empty if it is refused; anything else that is thrown fails the test. */
    private static Optional<String> written(String text) {
        try {
            return Optional.of(ExpressionRows.key(text).render(number -> "c" + number));
        } catch (RefusedExpressionException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> grammar = Arbitraries.of(
                "(",
                ")",
                "[",
                "]",
                ",",
                "::",
                "=",
                "<>",
                "<",
                ">=",
                "||",
                "+",
                "-",
                "*",
                " ",
                ".",
                "AND",
                "OR",
                "NOT",
                "IS",
                "NULL",
                "TRUE",
                "ANY",
                "ALL",
                "ARRAY",
                "lower",
                "COALESCE",
                "n",
                "flag",
                "name",
                "u",
                "st",
                "text",
                "integer",
                "public.st",
                "'x'::text",
                "5",
                "\"We\"\"ird Col\"",
                "true");
        Arbitrary<String> hostile = Arbitraries.of(
                "'",
                "\"",
                "''",
                "\"\"",
                ";",
                "--",
                "/*",
                "*/",
                "\\",
                "`",
                "$$",
                "?1",
                "@x",
                ":x",
                "\u0000",
                "\ud83d",
                "é",
                "\n",
                "SELECT",
                "DROP TABLE t",
                "1e9",
                "0x1",
                "E'\\''",
                "x'00'");
        return Arbitraries.oneOf(grammar, hostile, Arbitraries.strings().ofMaxLength(3));
    }

    @Provide
    Arbitrary<String> soup() {
        return pieces().list().ofMaxSize(25).map(pieces -> String.join(" ", pieces));
    }

    @Provide
    Arbitrary<String> conditions() {
        return condition(3);
    }

    private static Arbitrary<String> condition(int depth) {
        Arbitrary<String> simple = Arbitraries.oneOf(
                Arbitraries.of("flag", "(NOT flag)", "(j IS NULL)", "(flag IS NOT TRUE)", "(name = 'x''y'::text)"),
                Combinators.combine(integer(2), Arbitraries.of("=", "<>", "<", "<=", ">", ">="), integer(2))
                        .as((left, symbol, right) -> "((n + " + left + ") " + symbol + " " + right + ")"),
                text(2).map(text -> "((" + text + " || name) = ANY (ARRAY['a'::text, 'b'::text]))"),
                text(2).map(text -> "(length((name || " + text + ")) > 3)"));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<String> inner = condition(depth - 1);
        return Arbitraries.oneOf(
                simple,
                Combinators.combine(inner, Arbitraries.of(" AND ", " OR "), inner)
                        .as((left, word, right) -> "((" + left + ")" + word + "(" + right + ") " + word + " flag)"),
                inner.map(one -> "(NOT (" + one + "))"),
                inner.map(one -> "((" + one + ") IS NOT UNKNOWN)"));
    }

    private static Arbitrary<String> integer(int depth) {
        Arbitrary<String> simple = Arbitraries.of("n", "b", "7", "'-3'::bigint", "(n)::bigint", "length(name)");
        return depth == 0
                ? simple
                : Combinators.combine(integer(depth - 1), Arbitraries.of("+", "-", "*"), integer(depth - 1))
                        .as((left, symbol, right) -> "(" + left + " " + symbol + " (- " + right + "))");
    }

    private static Arbitrary<String> text(int depth) {
        Arbitrary<String> simple =
                Arbitraries.of("name", "v", "(v)::text", "'it''s'::text", "(u)::text", "\"We\"\"ird Col\"");
        return depth == 0
                ? simple
                : Arbitraries.oneOf(
                        simple,
                        text(depth - 1).map(text -> "lower(" + text + ")"),
                        Combinators.combine(text(depth - 1), text(depth - 1))
                                .as((left, right) -> "COALESCE(" + left + ", " + right + ")"));
    }
}
