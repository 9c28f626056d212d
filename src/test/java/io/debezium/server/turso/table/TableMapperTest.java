package io.debezium.server.turso.table;

import java.util.List;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.PostgresText;
import io.debezium.server.turso.type.UnmappableValueException;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.debezium.server.turso.bench.PlainTypes.nullable;
import static io.debezium.server.turso.bench.PlainTypes.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableMapperTest {
    private static final SourceColumn ID = required("Id", Schema.Type.INT64);
    private static final SourceColumn NAME = nullable("NÄME", Schema.Type.STRING);

    private final TableMapper mapper = new TableMapper(TableNaming.standard(), PlainTypes::mapping);

    @Test
    void names_types_nullability_and_key_are_carried() {
        MappedTable mapped = mapper.map(table("menu", List.of("NÄME", "Id"), ID, NAME));
        assertThat(mapped.shape())
                .isEqualTo(new TableShape(
                        "menu",
                        List.of(new ColumnShape("Id", "INTEGER", true), new ColumnShape("NäME", "TEXT", false)),
                        List.of("NäME", "Id")));
        assertThat(mapped.keyIndexes()).containsExactly(1, 0);
        assertThat(mapped.isKeyed()).isTrue();
    }

    @Test
    void an_event_without_a_key_gets_that_of_the_target() {
        MappedTable mapped = mapper.map(table("menu", List.of(), ID, NAME));
        assertThat(mapped.isKeyed()).isFalse();
        assertThat(mapped.keyedAs(List.of("Id")).keyIndexes()).containsExactly(0);
        assertThat(mapped.keyedAs(List.of("gone")).isKeyed()).isFalse();
    }

    @Test
    void an_event_with_another_key_gets_that_of_the_target() {
        MappedTable mapped = mapper.map(table("menu", List.of("Id"), ID, NAME));
        assertThat(mapped.isKeyOfEvents()).isTrue();
        assertThat(mapped.keyedAs(List.of("NäME")).keyIndexes()).containsExactly(1);
        assertThat(mapped.keyedAs(List.of("NäME")).isKeyOfEvents()).isFalse();
    }

    /** Stored without its bounds it would be another's key. */
    @ParameterizedTest
    @ValueSource(strings = {"int4", ""})
    void an_array_that_does_not_begin_at_1_is_refused_in_a_key_alone(String element) {
        SourceColumn array = new SourceColumn("a", PostgresText.schema(new CatalogType("_int4", -1, element), false));
        MappedTable keyless = mapper.map(table("menu", List.of(), ID, array));
        for (MappedTable keyed :
                List.of(mapper.map(table("menu", List.of("a"), ID, array)), keyless.keyedAs(List.of("a")))) {
            ColumnMapping.ValueWriter writer = keyed.mappings().get(1).writer();
            assertThat(writer.write("{1}")).isEqualTo(SqlValue.of("{1}"));
            if (element.isEmpty()) {
                assertThat(writer.write("[0:0]={1}")).isEqualTo(SqlValue.of("[0:0]={1}"));
            } else {
                assertThatThrownBy(() -> writer.write("[0:0]={1}"))
                        .isInstanceOf(UnmappableValueException.class)
                        .hasMessageContainingAll("lower bounds", "dead-letter");
            }
        }
        assertThat(keyless.mappings().get(1).writer().write("[0:0]={1}")).isEqualTo(SqlValue.of("[0:0]={1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_cdc_position", "_CDC_x", "sqlite_sequence", "SQLite_x", "json_each", "JSON_EACH"})
    void reserved_names_are_refused(String name) {
        assertThatThrownBy(() -> mapper.map(table(name, List.of(), ID)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public." + name, "reserved", "collection.name.format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "iD", "id"})
    void columns_that_differ_in_case_only_are_refused(String twin) {
        assertThatThrownBy(() -> mapper.map(table("menu", List.of(), ID, nullable(twin, Schema.Type.STRING))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("public.menu", twin, "column.exclude.list");
    }

    private static SourceTable table(String name, List<String> key, SourceColumn... columns) {
        return new SourceTable(new TableId("public", name), List.of(columns), key);
    }
}
