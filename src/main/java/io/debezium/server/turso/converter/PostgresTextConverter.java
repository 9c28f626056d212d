package io.debezium.server.turso.converter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.relational.ValueConverterProvider;
import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.NotNull;
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
 * <p>Every other column that may be NULL is left to the connector, and one that is NOT NULL to a conversion of the
 * connector's that lets NULL pass: it was perhaps written before. {@code turso.unavailable.value.placeholder} is the
 * source's own.
 */
public final class PostgresTextConverter implements CustomConverter<SchemaBuilder, RelationalColumn> {
    private final UserTypes userTypes;
    private final ConnectorConversion connector;
    private final BiPredicate<String, String> finiteIntervals;
    private final Supplier<Map<String, Set<String>>> unvalidated;
    private String placeholder = "__debezium_unavailable_value";

    /**
     * A converter that asks the source at need.
     *
     * @param userTypes the types that users and extensions made, by identifier
     * @param connector the connector's own conversion, asked once
     * @param finiteIntervals whether a column, by the names of table and column, holds no infinite intervals
     * @param unvalidated by table: columns that may be NULL although the connector takes them for NOT NULL; asked once
     */
    public PostgresTextConverter(
            Supplier<Map<Integer, CatalogType>> userTypes,
            Supplier<ValueConverterProvider> connector,
            BiPredicate<String, String> finiteIntervals,
            Supplier<Map<String, Set<String>>> unvalidated) {
        this.userTypes = new UserTypes(userTypes);
        this.connector = new ConnectorConversion(connector);
        this.finiteIntervals = finiteIntervals;
        this.unvalidated = new Once<>(unvalidated);
    }

    @Override
    public void configure(Properties properties) {
        placeholder = properties.getProperty("unavailable.value.placeholder", placeholder);
    }

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        Optional<Conversion> own = find(column);
        if (column.isOptional()) {
            own.ifPresent(found -> registration.register(found.schema(), found.converter()));
        } else {
            own.or(() -> connector.find(column))
                    .ifPresent(found -> registration.register(required(column, found.schema()), found.converter()));
        }
    }

    private SchemaBuilder required(RelationalColumn column, SchemaBuilder schema) {
        boolean validated = !unvalidated
                .get()
                .getOrDefault(column.dataCollection(), Set.of())
                .contains(column.name());
        return validated ? NotNull.mark(schema) : schema.optional();
    }

    private Optional<Conversion> find(RelationalColumn column) {
        if (column.jdbcType() == Types.ARRAY && !SourceOid.isVector(column)) {
            return Optional.of(array(column));
        }
        return switch (column.nativeType()) {
            case SourceOid.DATE -> Optional.of(new Conversion(Date.builder(), new DateConversion()));
            case SourceOid.TIMESTAMP ->
                Optional.of(new Conversion(
                        SchemaBuilder.int64().name(PostgresText.TIMESTAMP).version(1), new TimestampConversion()));
            case SourceOid.TIMETZ -> Optional.of(new Conversion(ZonedTime.builder(), new TimetzConversion()));
            case SourceOid.INTERVAL -> Optional.of(new Conversion(Interval.builder(), interval(column)));
            case SourceOid.VARBIT, SourceOid.INT2VECTOR, SourceOid.OIDVECTOR ->
                Optional.of(new Conversion(SchemaBuilder.string(), textOf()));
            case SourceOid.NUMERIC -> onlyDomain(column, "numeric", text(PostgresText.NUMERIC, ""));
            case SourceOid.BYTEA -> onlyDomain(column, "bytea", bytes());
            case SourceOid.BOX -> onlyDomain(column, "box", geometric());
            case SourceOid.LSEG -> onlyDomain(column, "lseg", geometric());
            case SourceOid.LINE -> onlyDomain(column, "line", geometric());
            case SourceOid.PATH -> onlyDomain(column, "path", geometric());
            case SourceOid.POLYGON -> onlyDomain(column, "polygon", geometric());
            case SourceOid.CIRCLE -> onlyDomain(column, "circle", geometric());
            default ->
                userType(column)
                        .filter(type -> SourceOid.isDomain(column, type.name()))
                        .flatMap(type -> domain(type, column));
        };
    }

    /** Of a domain over an extension's type. */
    private Optional<Conversion> domain(CatalogType type, RelationalColumn column) {
        return switch (type.name()) {
            case "citext" -> Optional.of(printed(type));
            case "hstore" -> connector.find(column).map(this::withUnsent);
            default -> Optional.empty();
        };
    }

    /** The connector fails at a value of a domain over hstore that was not sent. */
    private Conversion withUnsent(Conversion conversion) {
        Map<String, String> unsent = Map.of(placeholder, placeholder);
        return new Conversion(
                conversion.schema(),
                value -> UnchangedToastedReplicationMessageColumn.isUnchangedToastedValue(value)
                        ? unsent
                        : conversion.converter().convert(value));
    }

    private IntervalConversion interval(RelationalColumn column) {
        return new IntervalConversion(() -> finiteIntervals.test(column.dataCollection(), column.name()));
    }

    /** Of a type that has gone since the connector read the columns, as its column is about to, elements are texts. */
    private Conversion array(RelationalColumn column) {
        return userType(column).map(this::printed).orElseGet(() -> text(PostgresText.ARRAY, SourceOid.element(column)));
    }

    private Optional<CatalogType> userType(RelationalColumn column) {
        return SourceOid.isUserType(column) ? userTypes.find(column.nativeType()) : Optional.empty();
    }

    private Conversion printed(CatalogType type) {
        return new Conversion(PostgresText.schema(type), textOf());
    }

    private Conversion geometric() {
        return text(PostgresText.GEOMETRIC, "");
    }

    private static Optional<Conversion> onlyDomain(RelationalColumn column, String base, Conversion conversion) {
        return SourceOid.isDomain(column, base) ? Optional.of(conversion) : Optional.empty();
    }

    private Conversion text(String name, String element) {
        SchemaBuilder schema = SchemaBuilder.string().name(name).version(1);
        return new Conversion(element.isEmpty() ? schema : schema.parameter(PostgresText.ELEMENT, element), textOf());
    }

    private TextConversion textOf() {
        return new TextConversion(placeholder);
    }

    private Conversion bytes() {
        byte[] unavailable = placeholder.getBytes(StandardCharsets.UTF_8);
        TextConversion text = textOf();
        return new Conversion(
                SchemaBuilder.bytes().name(PostgresText.BYTES).version(1),
                value -> value instanceof byte[] array
                        ? ByteBuffer.wrap(array)
                        : text.convert(value) == null ? null : unavailable);
    }
}
