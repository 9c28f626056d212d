package io.debezium.server.turso.table;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.ColumnMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Indexes of a table, and what becomes of them when its columns change. */
class IndexTranslationTest {
    private static final TableId MENU = new TableId("public", "menu");
    private static final IndexDefinition LOWERED = new IndexDefinition(
            0,
            "by_name",
            false,
            "btree",
            List.of(new IndexDefinition.Key(0, "lower(name)", false), new IndexDefinition.Key(3, "", true)),
            "(price > 5)",
            List.of(2));

    static Stream<Arguments> comparisons() {
        return Stream.of(
                arguments("int2", false, "(c = 1)", true),
                arguments("int4", false, "(c = 1)", true),
                arguments("int8", true, "(c = 1)", true),
                arguments("bool", false, "c", true),
                arguments("uuid", false, "(((c)::text || (c)::text) = ''::text)", true),
                arguments("date", false, "(c > '2024-01-01'::date)", true),
                arguments("timestamp", false, "(c > '2024-01-01 00:00:00'::timestamp without time zone)", true),
                arguments("timestamptz", false, "(c > '2024-01-01 00:00:00+00'::timestamp with time zone)", true),
                arguments("text", true, "(c = 'x'::text)", true),
                arguments("varchar", true, "((c)::text = 'x'::text)", true),
                arguments("text", false, "(c = 'x'::text)", false),
                arguments("varchar", false, "((c)::text = 'x'::text)", false),
                arguments("status", true, "(c = 'new'::public.status)", true),
                arguments("status", false, "(c = 'new'::public.status)", false),
                arguments("numeric", false, "(c = c)", false),
                arguments("jsonb", false, "(c IS NULL)", true));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void columns_are_compared_as_they_are_stored(String type, boolean exact, String where, boolean carried) {
        IndexDefinition index = new IndexDefinition(
                0,
                "i",
                false,
                "hash",
                List.of(new IndexDefinition.Key(1, "", false)),
                where,
                exact ? List.of(1) : List.of());
        TableDefinition table = table(List.of(column(1, "c", type)), index);
        assertThat(IndexTranslation.of(table, index) instanceof IndexTranslation.Carried)
                .isEqualTo(carried);
        assertThat(IndexTranslation.leftOut(table)).hasSize(carried ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gin", "gist", "brin", "hnsw"})
    void other_kinds_are_left_out_and_named(String method) {
        IndexDefinition index = new IndexDefinition(
                0, "tagged", false, method, List.of(new IndexDefinition.Key(1, "", false)), "", List.of());
        assertThat(IndexTranslation.leftOut(table(List.of(column(1, "c", "text")), index)))
                .singleElement()
                .asString()
                .startsWith("Index tagged of table public.menu is left out of the mirror, since it is of the kind "
                        + method)
                .contains("by hand");
    }

    @Test
    void columns_that_the_mirror_lacks_take_their_indexes_along() {
        TableDefinition whole = menu("name");
        for (int gone = 2; gone <= 4; gone++) {
            int number = gone;
            TableDefinition table = whole.without(column -> column.number() == number);
            assertThat(IndexTranslation.leftOut(table)).hasSize(gone == 4 ? 0 : 1);
        }
    }

    @Test
    void a_computed_index_goes_before_its_columns_change_and_comes_back_after_it() {
        assertThat(ddl(menu("name"), menu("dish")))
                .containsExactly(
                        "DROP INDEX IF EXISTS \"by_name\"",
                        "ALTER TABLE \"menu\" RENAME COLUMN \"name\" TO \"dish\"",
                        "CREATE INDEX \"by_name\" ON \"menu\" (lower(\"dish\"), \"price\" DESC) WHERE \"price\" > 5");
        assertThat(ddl(menu("name"), menu("name").without(column -> column.number() == 4)))
                .containsExactly(
                        "DROP INDEX IF EXISTS \"by_name\"",
                        "ALTER TABLE \"menu\" DROP COLUMN \"more\"",
                        "CREATE INDEX \"by_name\" ON \"menu\" (lower(\"name\"), \"price\" DESC) WHERE \"price\" > 5");
    }

    @Test
    void it_stays_where_nothing_is_renamed_or_dropped() {
        assertThat(ddl(menu("name").without(column -> column.number() == 4), menu("name")))
                .containsExactly("ALTER TABLE \"menu\" ADD COLUMN \"more\" TEXT");
    }

    @Test
    void an_index_over_columns_alone_stays() {
        IndexDefinition plain = new IndexDefinition(
                0, "plain", false, "btree", List.of(new IndexDefinition.Key(2, "", false)), "", List.of());
        List<ColumnDefinition> before = List.of(column(2, "name", "text"));
        assertThat(ddl(table(before, plain), table(List.of(column(2, "dish", "text")), plain)))
                .containsExactly("ALTER TABLE \"menu\" RENAME COLUMN \"name\" TO \"dish\"");
    }

    private static List<String> ddl(TableDefinition known, TableDefinition wanted) {
        List<ColumnMapping> mappings = Collections.nCopies(
                wanted.columns().size(), new ColumnMapping("TEXT", value -> SqlValue.of((String) value)));
        return new DefinitionDiff(SchemaEvolution.FULL)
                .follow(shape(known), shape(wanted), wanted, mappings, false).ddl().stream()
                        .map(Statement::sql)
                        .toList();
    }

    private static TableShape shape(TableDefinition table) {
        List<ColumnShape> columns = table.columns().stream()
                .map(column -> new ColumnShape(
                        column.name(), column.type().name().equals("int4") ? "INTEGER" : "TEXT", column.notNull()))
                .toList();
        List<IndexShape> indexes = table.indexes().stream()
                .flatMap(index -> IndexTranslation.of(table, index) instanceof IndexTranslation.Carried carried
                        ? Stream.of(new IndexShape(index.name(), index.name(), carried.sql(), 0, 0))
                        : Stream.empty())
                .toList();
        return new TableShape("menu", columns, List.of()).identified(table, indexes);
    }

    private static TableDefinition menu(String name) {
        IndexDefinition index = new IndexDefinition(
                0,
                LOWERED.name(),
                false,
                "btree",
                List.of(
                        new IndexDefinition.Key(0, "lower(" + name + ")", false),
                        LOWERED.keys().get(1)),
                LOWERED.where(),
                LOWERED.exact());
        return table(List.of(column(2, name, "text"), column(3, "price", "int4"), column(4, "more", "text")), index);
    }

    private static TableDefinition table(List<ColumnDefinition> columns, IndexDefinition index) {
        return new TableDefinition(7, MENU, false, false, columns, List.of(), List.of(index));
    }

    private static ColumnDefinition column(int number, String name, String type) {
        return new ColumnDefinition(
                number, name, new CatalogType(type, -1, ""), false, Generation.NONE, Optional.empty());
    }
}
