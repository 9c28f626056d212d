package io.debezium.server.turso.converter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import io.debezium.server.turso.type.PostgresText;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Delivers whole what the connector's own conversion destroys: arrays (further dimensions, microseconds, elements of
 * money, interval, bit and others), varbit lengths, dates before our era, and what a domain is a domain over.
 *
 * <p>Every other column is left to the connector. Configured as {@code converters=turso}, {@code turso.type=} this
 * class, {@code turso.unavailable.value.placeholder=} the source's own.
 */
public final class PostgresTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    /** Delivered whole by the connector, in structures whose text would have to be parsed. */
    private static final Set<String> LEFT_ALONE = Set.of("HSTORE", "GEOMETRY", "GEOGRAPHY");

    private String placeholder = "__debezium_unavailable_value";

    @Override
    public void configure(Properties properties) {
        placeholder = properties.getProperty("unavailable.value.placeholder", placeholder);
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        find(column).ifPresent(found -> registration.register(found.schema(), found.converter()));
    }

    private Optional<Conversion> find(RelationalColumn column) {
        if (column.jdbcType() == Types.ARRAY) {
            return Optional.of(SourceOid.element(column))
                    .filter(element -> !LEFT_ALONE.contains(element))
                    .map(element -> text(column, PostgresText.ARRAY, element));
        }
        return switch (column.nativeType()) {
            case SourceOid.DATE -> Optional.of(new Conversion(Date.builder(), new DateConversion(column.isOptional())));
            case SourceOid.VARBIT -> Optional.of(new Conversion(SchemaBuilder.string(), textOf(column)));
            case SourceOid.NUMERIC -> onlyDomain(column, "numeric", text(column, PostgresText.NUMERIC, ""));
            case SourceOid.BYTEA -> onlyDomain(column, "bytea", bytes(column));
            default -> Optional.empty();
        };
    }

    private static Optional<Conversion> onlyDomain(RelationalColumn column, String base, Conversion conversion) {
        return column.typeName().equals(base) ? Optional.empty() : Optional.of(conversion);
    }

    private Conversion text(RelationalColumn column, String name, String element) {
        SchemaBuilder schema = SchemaBuilder.string().name(name).version(1);
        return new Conversion(
                element.isEmpty() ? schema : schema.parameter(PostgresText.ELEMENT, element), textOf(column));
    }

    private TextConversion textOf(RelationalColumn column) {
        return new TextConversion(placeholder, column.isOptional());
    }

    private Conversion bytes(RelationalColumn column) {
        byte[] unavailable = placeholder.getBytes(StandardCharsets.UTF_8);
        TextConversion text = textOf(column);
        return new Conversion(
                SchemaBuilder.bytes().name(PostgresText.BYTES).version(1),
                value -> value instanceof byte[] array
                        ? ByteBuffer.wrap(array)
                        : text.convert(value) == null ? null : unavailable);
    }

    private record Conversion(SchemaBuilder schema, Converter converter) {}
}
