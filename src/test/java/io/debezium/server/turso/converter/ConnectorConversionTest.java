package io.debezium.server.turso.converter;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.debezium.relational.ValueConverterProvider;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connector's own conversion, asked in the name of a column that may be NULL. */
final class ConnectorConversionTest {
    private static final CapturedColumn REQUIRED = new CapturedColumn("int4", Types.INTEGER, 23, false);

    /** Like the connector: knows no json, makes zero of a NULL that may not be, and nothing of what it cannot read. */
    private static final class Connector implements ValueConverterProvider {
        private final List<Schema> asked = new ArrayList<>();

        @Override
        public @Nullable SchemaBuilder schemaBuilder(Column column) {
            return column.typeName().equals("json") ? null : SchemaBuilder.int32();
        }

        @Override
        public ValueConverter converter(Column column, Field field) {
            asked.add(field.schema());
            return value -> value instanceof Integer || column.isOptional() ? value : 0;
        }
    }

    private final Connector connector = new Connector();

    private Optional<Conversion> find(CapturedColumn column) {
        return new ConnectorConversion(() -> connector).find(column);
    }

    private @Nullable Object convert(CapturedColumn column, @Nullable Object value) {
        return find(column).orElseThrow().converter().convert(value);
    }

    @Test
    void a_null_of_yesterday_stays_one_where_the_connector_would_make_a_zero_of_it() {
        assertThat(convert(REQUIRED, null)).isNull();
        assertThat(convert(REQUIRED, 7)).isEqualTo(7);
    }

    @Test
    void what_the_connector_makes_nothing_of_is_no_null() {
        ConnectorConversion conversion = new ConnectorConversion(() -> new ValueConverterProvider() {
            @Override
            public SchemaBuilder schemaBuilder(Column column) {
                return SchemaBuilder.int32();
            }

            @Override
            public ValueConverter converter(Column column, Field field) {
                return value -> null;
            }
        });
        var converter = conversion.find(REQUIRED).orElseThrow().converter();

        assertThatThrownBy(() -> converter.convert("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int4")
                .hasMessageNotContaining("x ");
    }

    @Test
    void a_default_is_converted_already() {
        Object initial = "as it is";
        CapturedColumn column = new CapturedColumn("int4", Types.INTEGER, 23, false, "s.t", initial);

        assertThat(convert(column, initial)).isSameAs(initial);
        assertThat(connector.asked).isEmpty();
    }

    @Test
    void a_column_that_the_connector_leaves_out_stays_out() {
        assertThat(find(new CapturedColumn("json", Types.OTHER, 114, false))).isEmpty();
    }

    @Test
    void a_struct_s_schema_is_taken_as_it_is_when_its_first_value_comes() {
        Conversion conversion = find(REQUIRED).orElseThrow();
        conversion.schema().parameter("added", "later");

        conversion.converter().convert(1);
        conversion.converter().convert(2);

        assertThat(connector.asked).singleElement().satisfies(schema -> assertThat(schema.parameters())
                .containsEntry("added", "later"));
    }
}
