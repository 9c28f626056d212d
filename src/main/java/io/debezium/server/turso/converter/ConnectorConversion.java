package io.debezium.server.turso.converter;

import java.util.Optional;
import java.util.function.Supplier;

import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import io.debezium.relational.ValueConverterProvider;
import io.debezium.spi.converter.RelationalColumn;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** What the connector itself makes of a column's values, except that a NULL stays one where the column is NOT NULL. */
final class ConnectorConversion {
    private final Supplier<ValueConverterProvider> connector;

    ConnectorConversion(Supplier<ValueConverterProvider> connector) {
        this.connector = new Once<>(connector);
    }

    /** Empty if the connector leaves such columns out. */
    Optional<Conversion> find(RelationalColumn column) {
        Column nullable = nullable(column);
        SchemaBuilder schema = connector.get().schemaBuilder(nullable);
        if (schema == null) {
            return Optional.empty();
        }
        // Made for the first value of a row: until then the connector adds to the schema, which a struct must match.
        Supplier<ValueConverter> values =
                new Once<>(() -> connector.get().converter(nullable, new Field(column.name(), 0, schema.build())));
        Object initial = column.hasDefaultValue() ? column.defaultValue() : null;
        return Optional.of(new Conversion(schema, value -> convert(column, values, initial, value)));
    }

    private static @Nullable Object convert(
            RelationalColumn column,
            Supplier<ValueConverter> values,
            @Nullable Object initial,
            @Nullable Object value) {
        // The column's default comes as the connector has converted it already.
        if (value == null || value == initial) {
            return value;
        }
        Object converted = values.get().convert(value);
        if (converted == null) {
            throw new IllegalArgumentException("the connector makes nothing of a value of type " + column.typeName());
        }
        return converted;
    }

    private static Column nullable(RelationalColumn column) {
        return Column.editor()
                .name(column.name())
                .type(column.typeName(), column.typeExpression())
                .jdbcType(column.jdbcType())
                .nativeType(column.nativeType())
                .length(column.length().orElse(Column.UNSET_INT_VALUE))
                .scale(column.scale().isPresent() ? column.scale().getAsInt() : null)
                .optional(true)
                .create();
    }
}
