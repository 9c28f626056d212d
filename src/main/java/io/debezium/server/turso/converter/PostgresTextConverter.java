package io.debezium.server.turso.converter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.PostgresText;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.Date;
import io.debezium.time.Interval;
import io.debezium.time.ZonedTime;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Delivers whole what the connector's own conversion destroys: arrays (further dimensions, microseconds, elements of
 * money, interval, bit and others), varbit lengths, dates before our era, infinite intervals, offsets of seconds, and
 * what a domain is a domain over.
 *
 * <p>Every other column is left to the connector. {@code turso.unavailable.value.placeholder} is the source's own.
 */
public final class PostgresTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    private final UserTypes userTypes;
    private final BiPredicate<String, String> finiteIntervals;
    private String placeholder = "__debezium_unavailable_value";

    /**
     * A converter that asks the source.
     *
     * @param userTypes the types that users and extensions made, by identifier
     * @param finiteIntervals whether a column, by the names of table and column, holds no infinite intervals
     */
    public PostgresTextConverter(
            Supplier<Map<Integer, CatalogType>> userTypes, BiPredicate<String, String> finiteIntervals) {
        this.userTypes = new UserTypes(userTypes);
        this.finiteIntervals = finiteIntervals;
    }

    @Override
    public void configure(Properties properties) {
        placeholder = properties.getProperty("unavailable.value.placeholder", placeholder);
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        find(column).ifPresent(found -> registration.register(found.schema(), found.converter()));
    }

    private Optional<Conversion> find(RelationalColumn column) {
        if (column.jdbcType() == Types.ARRAY && !SourceOid.isVector(column)) {
            return array(column);
        }
        return switch (column.nativeType()) {
            case SourceOid.DATE -> Optional.of(new Conversion(Date.builder(), new DateConversion(column.isOptional())));
            case SourceOid.TIMESTAMP ->
                Optional.of(new Conversion(
                        SchemaBuilder.int64().name(PostgresText.TIMESTAMP).version(1),
                        new TimestampConversion(column.isOptional())));
            case SourceOid.TIMETZ ->
                Optional.of(new Conversion(ZonedTime.builder(), new TimetzConversion(column.isOptional())));
            case SourceOid.INTERVAL -> Optional.of(new Conversion(Interval.builder(), interval(column)));
            case SourceOid.VARBIT, SourceOid.INT2VECTOR, SourceOid.OIDVECTOR ->
                Optional.of(new Conversion(SchemaBuilder.string(), textOf(column)));
            case SourceOid.NUMERIC -> onlyDomain(column, "numeric", text(column, PostgresText.NUMERIC, ""));
            case SourceOid.BYTEA -> onlyDomain(column, "bytea", bytes(column));
            case SourceOid.BOX -> onlyDomain(column, "box", geometric(column));
            case SourceOid.LSEG -> onlyDomain(column, "lseg", geometric(column));
            case SourceOid.LINE -> onlyDomain(column, "line", geometric(column));
            case SourceOid.PATH -> onlyDomain(column, "path", geometric(column));
            case SourceOid.POLYGON -> onlyDomain(column, "polygon", geometric(column));
            case SourceOid.CIRCLE -> onlyDomain(column, "circle", geometric(column));
            default ->
                userType(column)
                        .filter(type -> type.name().equals("citext") && SourceOid.isDomain(column, "citext"))
                        .map(type -> printed(column, type));
        };
    }

    private IntervalConversion interval(RelationalColumn column) {
        return new IntervalConversion(
                column.isOptional(), () -> finiteIntervals.test(column.dataCollection(), column.name()));
    }

    private Optional<Conversion> array(RelationalColumn column) {
        return SourceOid.isUserType(column)
                ? userType(column).map(type -> printed(column, type))
                : Optional.of(text(column, PostgresText.ARRAY, SourceOid.element(column)));
    }

    private Optional<CatalogType> userType(RelationalColumn column) {
        return SourceOid.isUserType(column) ? userTypes.find(column.nativeType()) : Optional.empty();
    }

    private Conversion printed(RelationalColumn column, CatalogType type) {
        return new Conversion(PostgresText.schema(type), textOf(column));
    }

    private Conversion geometric(RelationalColumn column) {
        return text(column, PostgresText.GEOMETRIC, "");
    }

    private static Optional<Conversion> onlyDomain(RelationalColumn column, String base, Conversion conversion) {
        return SourceOid.isDomain(column, base) ? Optional.of(conversion) : Optional.empty();
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
