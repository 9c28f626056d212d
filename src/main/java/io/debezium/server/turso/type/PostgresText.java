package io.debezium.server.turso.type;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.ArrayText;
import io.debezium.server.turso.type.text.HstoreText;
import io.debezium.server.turso.type.text.IntervalText;
import io.debezium.server.turso.type.text.MoneyText;
import io.debezium.server.turso.type.text.TemporalText;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** The semantic types of the sink's own converter, which carry the text that Postgres prints. */
public final class PostgresText {
    /** The text of an array; parameter {@link #ELEMENT} names the type of its elements. */
    public static final String ARRAY = "io.debezium.server.turso.type.Array";
    /** The text of a numeric, for domains over it. */
    public static final String NUMERIC = "io.debezium.server.turso.type.Numeric";
    /** Microseconds since 2000 as Postgres counts them, with its infinities: since 1970 its last years do not fit. */
    public static final String TIMESTAMP = "io.debezium.server.turso.type.Timestamp";
    /** The text of a geometric type, for domains over one. */
    public static final String GEOMETRIC = "io.debezium.server.turso.type.Geometric";
    /** Bytes, for domains over bytea. */
    public static final String BYTES = "io.debezium.server.turso.type.Bytes";
    /** The element type of an array in upper case, without underscore or schema. */
    public static final String ELEMENT = "element";

    /** A value of any type by its text alone; parameters name the type as the catalog has it. */
    private static final String CATALOG = "io.debezium.server.turso.type.Catalog";

    private PostgresText() {}

    /** The schema of a column whose values are the texts that Postgres prints. */
    public static Schema schema(CatalogType type, boolean optional) {
        SchemaBuilder schema = schema(type);
        return (optional ? schema.optional() : schema).build();
    }

    /** The same, not yet built. */
    public static SchemaBuilder schema(CatalogType type) {
        return SchemaBuilder.string()
                .name(CATALOG)
                .version(1)
                .parameter("type", type.name())
                .parameter("modifier", Integer.toString(type.modifier()))
                .parameter(ELEMENT, type.element());
    }

    /**
     * The mapping of a column that is part of a key: arrays that differ in their lower bounds alone are stored alike, so
     * that those with bounds of their own are refused there.
     */
    public static ColumnMapping keyed(Schema schema, ColumnMapping mapping) {
        if (!isArray(schema)) {
            return mapping;
        }
        return new ColumnMapping(mapping.declaredType(), value -> {
            if (value instanceof String text && text.startsWith("[")) {
                throw new UnmappableValueException("holds an array with lower bounds other than 1, which the mirror"
                        + " does not keep, so that in a key it would be taken for another: set"
                        + " error.mode=dead-letter to set such rows aside, or begin the array at 1.");
            }
            return mapping.writer().write(value);
        });
    }

    private static boolean isArray(Schema schema) {
        return ARRAY.equals(schema.name())
                || (CATALOG.equals(schema.name()) && type(schema).isArray());
    }

    static Optional<ColumnMapping> find(Schema schema, SourceType source, NumericMode mode) {
        return Optional.ofNullable(
                switch (schema.name() == null ? "" : schema.name()) {
                    case ARRAY ->
                        array(
                                new SourceType(
                                        schema.parameters().getOrDefault(ELEMENT, ""), source.length(), source.scale()),
                                mode);
                    case NUMERIC -> DecimalMapping.of(mode, source.length(), source.scale());
                    case TIMESTAMP -> TimestampMapping.POSTGRES;
                    case GEOMETRIC -> GeometricMapping.PRINTED;
                    case BYTES -> BytesMapping.INSTANCE;
                    case CATALOG -> catalog(type(schema), mode);
                    default -> null;
                });
    }

    private static CatalogType type(Schema schema) {
        return new CatalogType(
                schema.parameters().getOrDefault("type", ""),
                Integer.parseInt(schema.parameters().getOrDefault("modifier", "-1")),
                schema.parameters().getOrDefault(ELEMENT, ""));
    }

    private static ColumnMapping catalog(CatalogType type, NumericMode mode) {
        if (type.isArray()) {
            return array(source(type.element(), type), mode);
        }
        return switch (type.name()) {
            case "bool" -> new ColumnMapping("INTEGER", value -> SqlValue.of(value.equals("t") ? 1L : 0L));
            case "bytea" -> new ColumnMapping("BLOB", value -> SqlValue.of(hex((String) value, "\\x".length())));
            case "geometry", "geography" -> new ColumnMapping("BLOB", value -> SqlValue.of(hex((String) value, 0)));
            case "citext" -> TextMapping.CITEXT;
            case "vector", "halfvec" -> VectorMapping.printed(type.modifier());
            default -> element(source(type.name(), type), mode);
        };
    }

    private static SourceType source(String name, CatalogType type) {
        String upper = name.toUpperCase(Locale.ROOT);
        return type.isBoundedNumeric()
                ? new SourceType(upper, type.precision(), type.scale())
                : new SourceType(upper, SourceType.UNKNOWN, SourceType.UNKNOWN);
    }

    private static byte[] hex(String text, int from) {
        return HexFormat.of().parseHex(text, from, text.length());
    }

    private static ColumnMapping array(SourceType element, NumericMode mode) {
        boolean bool = element.name().equals("BOOL");
        char delimiter = delimiter(element.name());
        ColumnMapping json = ArrayMapping.of(bool ? BooleanMapping.INSTANCE : element(element, mode));
        return new ColumnMapping("TEXT", value -> {
            try {
                List<@Nullable Object> elements =
                        ArrayText.parse((String) value, delimiter, text -> bool ? (Object) text.equals("t") : text);
                return json.writer().write(elements);
            } catch (IllegalArgumentException e) {
                throw new UnmappableValueException(
                        "holds an array of " + element.name() + " in a form that this sink does not know.");
            }
        });
    }

    /** {@code pg_type.typdelim}. */
    private static char delimiter(String element) {
        return switch (element) {
            case "BOX" -> ';';
            case "GEOMETRY", "GEOGRAPHY" -> ':';
            default -> ',';
        };
    }

    private static ColumnMapping element(SourceType type, NumericMode mode) {
        return switch (type.name()) {
            case "INT2", "INT4", "INT8", "OID" ->
                new ColumnMapping("INTEGER", value -> SqlValue.of(Long.parseLong((String) value)));
            case "FLOAT4", "FLOAT8" ->
                new ColumnMapping("REAL", value -> FloatMapping.DOUBLE.writer().write(Double.valueOf((String) value)));
            case "NUMERIC" -> DecimalMapping.of(mode, type.length(), type.scale());
            case "MONEY" -> money(DecimalMapping.unbounded(mode));
            case "DATE" -> text(TemporalText::date);
            case "TIME" -> text(TemporalText::time);
            case "TIMETZ" -> text(TemporalText::zonedTime);
            case "TIMESTAMP" -> text(TemporalText::timestamp);
            case "TIMESTAMPTZ" -> text(TemporalText::zonedTimestamp);
            case "INTERVAL" -> text(IntervalText::iso);
            case "HSTORE" -> hstore();
            default -> TextMapping.TEXT;
        };
    }

    private static ColumnMapping hstore() {
        return new ColumnMapping("TEXT", value -> HstoreMapping.MAP.writer().write(HstoreText.parse((String) value)));
    }

    private static ColumnMapping text(UnaryOperator<String> canonical) {
        return new ColumnMapping("TEXT", value -> SqlValue.of(canonical.apply((String) value)));
    }

    private static ColumnMapping money(ColumnMapping decimal) {
        return new ColumnMapping(
                decimal.declaredType(), value -> decimal.writer().write(MoneyText.decimal((String) value)));
    }
}
