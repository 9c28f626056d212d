package io.debezium.server.turso.index;

import java.util.List;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.SqliteTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** On the left what PostgreSQL 15 prints, on the right what the target gets. */
class IndexWriterTest {

    static Stream<Arguments> carried() {
        return Stream.of(
                arguments("lower(name)", "lower(\"name\")"),
                arguments("upper((v)::text)", "upper(\"v\")"),
                arguments("upper(\"We\"\"ird Col\")", "upper(\"We\"\"ird Col\")"),
                arguments("lower(lower)", "lower(\"lower\")"),
                arguments("length(name)", "length(\"name\")"),
                arguments("char_length((v)::text)", "length(\"v\")"),
                arguments("character_length(name)", "length(\"name\")"),
                arguments("COALESCE(name, 'a''b\\c'::text)", "coalesce(\"name\", 'a''b\\c')"),
                arguments(
                        "COALESCE(v, (name)::character varying, 'z'::character varying)",
                        "coalesce(\"v\", \"name\", 'z')"),
                arguments("COALESCE(name)", "\"name\""),
                arguments("COALESCE(d, '2024-02-29'::date)", "coalesce(\"d\", '2024-02-29')"),
                arguments("COALESCE(st, 'new'::public.st)", "coalesce(\"st\", 'new')"),
                arguments("((name || 'x'::text) || (v)::text)", "(\"name\" || 'x') || \"v\""),
                arguments("((n + 1))", "\"n\" + 1"),
                arguments("(((b * 2) - n))", "(\"b\" * 2) - \"n\""),
                arguments("(b - '-2'::integer)", "\"b\" - -2"),
                arguments("((- n))", "- \"n\""),
                arguments("((- (- n)))", "- (- \"n\")"),
                arguments("((- n) + n)", "(- \"n\") + \"n\""),
                arguments("((n)::bigint)", "\"n\""),
                arguments("((u)::text)", "\"u\""),
                arguments("lower((u)::text)", "lower(\"u\")"),
                arguments("((u)::text || name)", "\"u\" || \"name\""),
                arguments("((n = 1))", "\"n\" = 1"),
                arguments("flag", "\"flag\""),
                arguments("(NOT flag)", "NOT \"flag\""),
                arguments("(NOT (n = b))", "NOT (\"n\" = \"b\")"),
                arguments("(flag = true)", "\"flag\" = 1"),
                arguments("(flag <> false)", "\"flag\" <> 0"),
                arguments("(flag < true)", "\"flag\" < 1"),
                arguments("(flag IS TRUE)", "\"flag\" IS 1"),
                arguments("(flag IS NOT FALSE)", "\"flag\" IS NOT 0"),
                arguments("((n = 1) IS NOT TRUE)", "(\"n\" = 1) IS NOT 1"),
                arguments("(flag IS UNKNOWN)", "\"flag\" IS NULL"),
                arguments("(flag IS NOT UNKNOWN)", "\"flag\" IS NOT NULL"),
                arguments("(j IS NULL)", "\"j\" IS NULL"),
                arguments("((n + b) IS NOT NULL)", "(\"n\" + \"b\") IS NOT NULL"),
                arguments("((n > 5) AND (v IS NOT NULL))", "\"n\" > 5 AND \"v\" IS NOT NULL"),
                arguments(
                        "(((flag IS TRUE) AND (n <= 2)) OR (NOT flag) OR flag)",
                        "(\"flag\" IS 1 AND \"n\" <= 2) OR NOT \"flag\" OR \"flag\""),
                arguments("((n >= 1) AND ((b < 3) OR flag))", "\"n\" >= 1 AND (\"b\" < 3 OR \"flag\")"),
                arguments("(5 < n)", "5 < \"n\""),
                arguments("(b = '5000000000'::bigint)", "\"b\" = 5000000000"),
                arguments("(n > '-9223372036854775807'::bigint)", "\"n\" > -9223372036854775807"),
                arguments("(n = (3)::smallint)", "\"n\" = 3"),
                arguments("((v)::text = 'x'::text)", "\"v\" = 'x'"),
                arguments("(name <> v)", "\"name\" <> \"v\""),
                arguments("(st = 'it''s'::public.\"S t\")", "\"st\" = 'it''s'"),
                arguments("(st <> 'new'::\"My\".st)", "\"st\" <> 'new'"),
                arguments("(st = ANY (ARRAY['new'::public.st, 'a'::public.st]))", "\"st\" IN ('new', 'a')"),
                arguments(
                        "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
                        "\"v\" IN ('a', 'b')"),
                arguments("(n = ANY (ARRAY[1, '-2'::integer]))", "\"n\" IN (1, -2)"),
                arguments("((n + 1) = ANY (ARRAY[1]))", "(\"n\" + 1) IN (1)"),
                arguments("(name <> ALL (ARRAY['a'::text]))", "\"name\" NOT IN ('a')"),
                arguments(
                        "(u > '00000000-0000-4000-8000-00000000000a'::uuid)",
                        "\"u\" > '00000000-0000-4000-8000-00000000000a'"),
                arguments("(d > '2024-01-01'::date)", "\"d\" > '2024-01-01'"),
                arguments(
                        "(ts < '2024-01-01 10:00:00'::timestamp without time zone)",
                        "\"ts\" < '2024-01-01T10:00:00.000000'"),
                arguments(
                        "(tz >= '2024-01-01 08:00:00.5+00'::timestamp with time zone)",
                        "\"tz\" >= '2024-01-01T08:00:00.500000Z'"));
    }

    @ParameterizedTest
    @MethodSource("carried")
    void what_both_compute_alike_is_carried(String postgres, String sqlite) {
        IndexSql key = ExpressionRows.key(postgres);
        assertThat(key.render(ExpressionRows::name)).isEqualTo("(" + sqlite + ")");
        assertThat(key.computed()).isTrue();
        try (SqliteTarget target = new SqliteTarget()) {
            target.execute(ExpressionRows.TABLE);
            target.execute("CREATE INDEX i ON t " + key.render(ExpressionRows::name) + " WHERE " + sqlite);
            target.execute("INSERT INTO t (n, flag, name) VALUES (9223372036854775807, 1, 'x'), (NULL, NULL, NULL)");
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("md5(name)", "it calls md5"),
                arguments("public.lower(name)", "it uses what is in schema public"),
                arguments("\"lower\"(name)", "it uses ("),
                arguments("TRIM(BOTH FROM name)", "it uses TRIM"),
                arguments("NULLIF(name, ''::text)", "it uses NULLIF"),
                arguments("lower(name, v)", "does not know"),
                arguments("lower(n)", "it computes with integers"),
                arguments("lower((name)::character varying(3))", "it uses ("),
                arguments("(name COLLATE \"C\")", "it uses COLLATE"),
                arguments("(name > 'm'::text)", "it asks for the order of texts"),
                arguments("(st >= 'new'::public.st)", "it asks for the order of enums"),
                arguments("(name ~~ 'a%'::text)", "it uses ~~"),
                arguments("(name IS DISTINCT FROM 'x'::text)", "it uses DISTINCT"),
                arguments("(name IS JSON)", "it uses JSON"),
                arguments("(j ->> 'a'::text)", "it uses ->>"),
                arguments("(j = '{}'::jsonb)", "it uses the type jsonb"),
                arguments("(j = j)", "stored in another form"),
                arguments("(n % 2)", "it uses %"),
                arguments("(n / 2)", "it uses /"),
                arguments("(n + name)", "it computes with texts"),
                arguments("(name || n)", "it computes with integers"),
                arguments("(n = (1)::numeric)", "it uses the type numeric"),
                arguments("(n = 3.0)", "other numbers than integers"),
                arguments("(n = 9223372036854775808)", "other numbers than integers"),
                arguments("(n = '-9223372036854775808'::bigint)", "other numbers than integers"),
                arguments("(n = '--5'::bigint)", "other numbers than integers"),
                arguments("(n = '+5'::bigint)", "other numbers than integers"),
                arguments("(n = ''::bigint)", "other numbers than integers"),
                arguments("(n = name)", "stored in another form"),
                arguments("(name = 'x'::public.citext)", "stored in another form"),
                arguments("(name = 'x'::bpchar)", "it uses the type bpchar"),
                arguments("(name = 'x'::\"text\")", "it uses the type text"),
                arguments("(name = 'x')", "it uses )"),
                arguments("(name = NULL::text)", "it uses NULL"),
                arguments("(name = ANY ('{a,b}'::text[]))", "it compares with an array"),
                arguments("(name = ALL (ARRAY['a'::text]))", "it compares with an array"),
                arguments("(name <> ANY (ARRAY['a'::text]))", "it compares with an array"),
                arguments("(name = ANY (ARRAY[v]))", "an array that is computed"),
                arguments("(name = ANY (ARRAY['a'::text] || 'b'::text))", "it uses ||"),
                arguments("(name = ANY (ARRAY[1]))", "stored in another form"),
                arguments("(flag = 't'::boolean)", "does not know"),
                arguments("(d > 'infinity'::date)", "dates of another form"),
                arguments("(d > '0044-03-15 BC'::date)", "dates of another form"),
                arguments("(d > '2024-13-01'::date)", "does not know"),
                arguments("(tz > '2024-01-01 08:00:00+02'::timestamp with time zone)", "of another form"),
                arguments("(ts > '2024-01-01 08:00:00+00'::timestamp without time zone)", "of another form"),
                arguments("(u = '00000000-0000-4000-8000-00000000000A'::uuid)", "uuids of another form"),
                arguments("(n)::text", "converts a value into another type"),
                arguments("(ts)::date", "converts a value into another type"),
                arguments("(st)::public.other", "converts a value into another type"),
                arguments("(tz)::timestamp without time zone", "converts a value into another type"),
                arguments("(d = '2024-01-01'::time without time zone)", "it uses the type time without time zone"),
                arguments("(NOT n)", "it computes with integers"),
                arguments("(n AND flag)", "it computes with integers"),
                arguments("(flag OR n)", "it computes with integers"),
                arguments("(n IS TRUE)", "it computes with integers"),
                arguments("(name IS UNKNOWN)", "it computes with texts"),
                arguments("((- name))", "it computes with texts"),
                arguments("COALESCE(name, 1)", "stored in another form"),
                arguments("COALESCE(j, j)", "stored in another form"),
                arguments("CASE WHEN flag THEN n END", "it uses CASE"),
                arguments("gone", "it uses gone, no column"),
                arguments("\"Gone\"", "it uses Gone, no column"),
                arguments("t.n", "it uses what is in schema t"),
                arguments("(ROW(n, b) IS NULL)", "it uses ROW"),
                arguments("'x'::text", "it uses no column"),
                arguments("true", "it uses no column"),
                arguments("(n = 1", "does not know"),
                arguments("n = 1)", "it uses )"),
                arguments("(n = 1) AND", "does not know"),
                arguments("n b", "it uses b"),
                arguments("(flag AND flag OR flag)", "it uses OR"),
                arguments("n = b = n", "it uses ="),
                arguments("lower(name", "does not know"),
                arguments("n; DROP TABLE t", "does not know"),
                arguments("n -- x", "it uses --"),
                arguments("'unfinished", "does not know"),
                arguments("\"unfinished", "does not know"),
                arguments("(name = 'a\u0000b'::text)", "does not know"),
                arguments("\"\"", "does not know"),
                arguments(" ", "does not know"),
                arguments("1::", "does not know"),
                arguments("1::public.", "does not know"),
                arguments("n::(", "it uses ("));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everything_else_is_refused_with_a_reason(String postgres, String reason) {
        assertThatExceptionOfType(RefusedExpressionException.class)
                .isThrownBy(() -> ExpressionRows.key(postgres))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "it's secret"})
    void no_reason_shows_a_literal(String literal) {
        String text = "'" + literal.replace("'", "''") + "'";
        for (String type : List.of("bigint", "date", "uuid", "boolean", "text", "jsonb")) {
            assertThatExceptionOfType(RefusedExpressionException.class)
                    .isThrownBy(() -> ExpressionRows.key("(name > " + text + "::" + type + ")"))
                    .withMessageNotContaining("secret");
        }
    }

    @Test
    void what_is_too_large_for_an_engine_is_refused() {
        assertThat(ExpressionRows.key(nested(49)).columns()).containsExactly(1);
        assertRefused(nested(50), "nested too deep");
        assertRefused(nested(3_000), "nested too deep");
        assertRefused("(" + "- ".repeat(4_000) + "n)", "nested too deep");
        assertThat(ExpressionRows.key("(flag" + " AND flag".repeat(99) + ")").columns())
                .hasSize(100);
        assertRefused("(flag" + " AND flag".repeat(100) + ")", "longer than what an engine surely takes");
        assertRefused("COALESCE(n" + ", n".repeat(100) + ")", "longer than what an engine surely takes");
        assertThat(ExpressionRows.key("(n = ANY (ARRAY[1" + ", 1".repeat(3_000) + "]))")
                        .columns())
                .hasSize(1);
        assertRefused("(n = ANY (ARRAY[1" + ", 1".repeat(4_000) + "]))", "longer than 10000");
    }

    @Test
    void an_index_is_written_from_its_parts() {
        IndexWriter writer = new IndexWriter(ExpressionRows.COLUMNS);
        writer.column(12, true);
        writer.expression("lower(name)", true);
        writer.column(11, false);
        IndexSql sql = writer.where("(n > 5)");
        assertThat(sql.render(ExpressionRows::name))
                .isEqualTo("(\"j\" DESC, lower(\"name\") DESC, \"We\"\"ird Col\") WHERE \"n\" > 5");
        assertThat(sql.columns()).containsExactly(12, 4, 11, 1);
        assertThat(sql.render(number -> "c" + number))
                .isEqualTo("(\"c12\" DESC, lower(\"c4\") DESC, \"c11\") WHERE \"c1\" > 5");
    }

    @Test
    void columns_alone_are_not_computed_but_a_condition_is() {
        IndexWriter plain = new IndexWriter(ExpressionRows.COLUMNS);
        plain.column(1, false);
        assertThat(plain.where("").computed()).isFalse();
        IndexWriter partial = new IndexWriter(ExpressionRows.COLUMNS);
        partial.column(1, false);
        assertThat(partial.where("flag").computed()).isTrue();
    }

    @Test
    void a_column_that_is_not_there_is_refused() {
        IndexWriter writer = new IndexWriter(ExpressionRows.COLUMNS);
        assertThatExceptionOfType(RefusedExpressionException.class)
                .isThrownBy(() -> writer.column(14, false))
                .withMessageContaining("a column that the mirror does not have");
        assertThatExceptionOfType(RefusedExpressionException.class)
                .isThrownBy(() -> writer.where("true"))
                .withMessageContaining("it uses no column");
    }

    private static String nested(int depth) {
        return "(".repeat(depth) + "n" + ")".repeat(depth);
    }

    private static void assertRefused(String expression, String reason) {
        assertThatExceptionOfType(RefusedExpressionException.class)
                .isThrownBy(() -> ExpressionRows.key(expression))
                .withMessageContaining(reason);
    }
}
