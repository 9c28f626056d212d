package io.debezium.server.turso.table;

import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.sql.Statement;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.bench.PlainTypes.nullable;
import static io.debezium.server.turso.bench.PlainTypes.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaDiffTest {
    private static final SourceColumn ID = required("id", Schema.Type.INT64);
    private static final SourceColumn NAME = nullable("name", Schema.Type.STRING);

    private final SchemaDiff full = new SchemaDiff(SchemaEvolution.FULL, PlainTypes::defaultLiteral);
    private final SchemaDiff none = new SchemaDiff(SchemaEvolution.NONE, PlainTypes::defaultLiteral);

    @Test
    void an_equal_table_needs_nothing() {
        MappedTable menu = map(List.of("id"), ID, NAME);
        SchemaDiff.Result result = full.evolve(menu.shape(), menu);
        assertThat(result.shape()).isEqualTo(menu.shape());
        assertThat(result.ddl()).isEmpty();
    }

    @Test
    void columns_in_another_order_or_missing_need_nothing() {
        TableShape known = map(List.of("id"), ID, NAME).shape();
        assertThat(full.evolve(known, map(List.of("id"), NAME, ID)).ddl()).isEmpty();
        assertThat(full.evolve(known, map(List.of("id"), ID)).shape()).isEqualTo(known);
    }

    @Test
    void a_new_column_without_a_default_takes_null_whatever_the_source_says() {
        SourceColumn price = required("price", Schema.Type.INT64);
        SchemaDiff.Result result = full.evolve(map(List.of("id"), ID).shape(), map(List.of("id"), ID, price));
        assertThat(sql(result)).containsExactly("ALTER TABLE \"menu\" ADD COLUMN \"price\" INTEGER");
        assertThat(result.shape().columns()).contains(new ColumnShape("price", "INTEGER", false));
    }

    @Test
    void a_new_column_with_a_default_is_as_strict_as_in_the_source() {
        SourceColumn kind = new SourceColumn(
                "kind", SchemaBuilder.string().defaultValue("it's").build());
        SchemaDiff.Result result = full.evolve(map(List.of("id"), ID).shape(), map(List.of("id"), kind, ID));
        assertThat(sql(result))
                .containsExactly("ALTER TABLE \"menu\" ADD COLUMN \"kind\" TEXT NOT NULL DEFAULT 'it''s'");
        assertThat(result.shape().columns()).endsWith(new ColumnShape("kind", "TEXT", true));
    }

    @Test
    void a_default_that_the_target_does_not_take_is_written() {
        SchemaDiff infinite = new SchemaDiff(SchemaEvolution.FULL, schema -> Optional.of("'Infinity'"));
        SourceColumn price = required("price", Schema.Type.INT64);
        SchemaDiff.Result result = infinite.evolve(map(List.of("id"), ID).shape(), map(List.of("id"), ID, price));
        assertThat(sql(result))
                .containsExactly(
                        "ALTER TABLE \"menu\" ADD COLUMN \"price\" INTEGER",
                        "UPDATE \"menu\" SET \"price\" = 'Infinity'");
        assertThat(result.shape().columns()).endsWith(new ColumnShape("price", "INTEGER", false));
    }

    @Test
    void a_column_that_is_gone_but_must_not_be_null_is_refused() {
        SourceColumn code = required("code", Schema.Type.STRING);
        TableShape known = map(List.of("id"), ID, code).shape();
        assertThatThrownBy(() -> full.evolve(known, map(List.of("id"), ID)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("\"code\"", "public.menu", "NOT NULL");
    }

    @Test
    void a_missing_key_proves_nothing() {
        TableShape known = map(List.of("id"), ID, NAME).shape();
        assertThat(full.evolve(known, map(List.of(), ID, NAME)).shape()).isEqualTo(known);
    }

    @Test
    void a_key_where_there_was_none_is_refused() {
        TableShape known = map(List.of(), ID, NAME).shape();
        assertThatThrownBy(() -> full.evolve(known, map(List.of("id"), ID, NAME)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", "[]", "[id]");
    }

    @Test
    void nothing_is_created_or_added_where_evolution_is_none() {
        MappedTable menu = map(List.of("id"), ID, NAME);
        assertThatThrownBy(() -> none.create(menu))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("public.menu");
        assertThatThrownBy(() -> none.evolve(map(List.of("id"), ID).shape(), menu))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"name\"");
    }

    @Test
    void a_column_that_the_source_has_not_told_of_is_refused_where_it_tells() {
        TableShape untold = map(List.of("id"), ID).shape();
        TableShape known = new TableShape(
                untold.name(), untold.columns(), untold.primaryKey(), 7, List.of(), false, untold.toldBy());
        MappedTable menu = map(List.of("id"), ID, NAME);
        assertThatThrownBy(() -> full.requireTold(known, menu))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("\"name\"", "public.menu", "restart");
        full.requireTold(untold, menu);
        full.requireTold(known.doubted(), menu);
        full.requireTold(known, map(List.of("id"), ID));
    }

    private static MappedTable map(List<String> key, SourceColumn... columns) {
        TableMapper mapper = new TableMapper(TableNaming.standard(), PlainTypes::mapping);
        return mapper.map(new SourceTable(new TableId("public", "menu"), List.of(columns), key));
    }

    private static List<String> sql(SchemaDiff.Result result) {
        return result.ddl().stream().map(Statement::sql).toList();
    }
}
