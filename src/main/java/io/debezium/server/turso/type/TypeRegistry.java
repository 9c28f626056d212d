package io.debezium.server.turso.type;

import java.time.DateTimeException;
import java.util.Optional;

import io.debezium.server.turso.sql.SqlValue;
import org.apache.kafka.connect.data.Schema;

/**
 * Finds how a column is declared and written: by its semantic type name, else by its type in Postgres, else by its
 * Connect type, else it is refused with advice.
 */
public final class TypeRegistry {
    /** The name that the connector has for a type which it does not find in the catalog. */
    private static final String GONE = "UNKNOWN";

    private final NumericMode numericMode;

    /** A registry for the option {@code numeric.mode}. */
    public TypeRegistry(NumericMode numericMode) {
        this.numericMode = numericMode;
    }

    /**
     * The mapping of a column.
     *
     * @param schema the column's own, with the parameters of {@code column.propagate.source.type}
     * @throws UnmappableValueException if what Debezium sends for this type cannot be stored exactly
     */
    public ColumnMapping mapping(Schema schema) {
        SourceType source = SourceType.of(schema);
        ColumnMapping mapping = mapping(schema, source);
        return new ColumnMapping(mapping.declaredType(), value -> write(mapping, value, source));
    }

    /** The message of what a parser throws may show the value: it goes no further. */
    private static SqlValue write(ColumnMapping mapping, Object value, SourceType source) {
        try {
            return mapping.writer().write(value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException | ClassCastException e) {
            throw new UnmappableValueException("holds a " + value.getClass().getSimpleName() + " that is no "
                    + (source.name().isEmpty() ? "value of its type" : source.name())
                    + " as this sink knows it; a transform may have altered it.");
        }
    }

    /** Whether the column's type is gone by now, so that its values come as Postgres printed them. */
    public static boolean isGone(Schema schema) {
        return SourceType.of(schema).name().equals(GONE);
    }

    /**
     * The default of a column as a literal for DDL; empty if it has none or Debezium's cannot be trusted.
     *
     * @param schema as for {@link #mapping}
     */
    public Optional<String> defaultLiteral(Schema schema) {
        return DefaultLiteral.find(schema, mapping(schema));
    }

    private ColumnMapping mapping(Schema schema, SourceType source) {
        return PostgresText.find(schema, source, numericMode)
                .or(() -> SemanticTypes.find(schema, source, numericMode))
                .or(() -> TemporalTypes.find(schema, source))
                .orElseGet(() -> bySourceType(schema, source));
    }

    private ColumnMapping bySourceType(Schema schema, SourceType source) {
        return switch (schema.type()) {
            case STRING -> string(source);
            case FLOAT64 -> float64(source);
            case FLOAT32 -> FloatMapping.REAL;
            case INT8, INT16, INT32, INT64 -> IntegerMapping.INSTANCE;
            case BOOLEAN -> bool(source);
            case BYTES -> bytes(source);
            case ARRAY -> array(schema, source.element());
            case MAP -> HstoreMapping.MAP;
            case STRUCT ->
                throw new UnmappableValueException(
                        "has the type " + source.name() + " (" + schema.name() + "), which this sink does not know.");
        };
    }

    private ColumnMapping string(SourceType source) {
        if (source.isNumeric()) {
            return DecimalMapping.of(numericMode, source.length(), source.scale());
        }
        return switch (source.name()) {
            case "MONEY" -> DecimalMapping.unbounded(numericMode);
            case "CITEXT" -> TextMapping.CITEXT;
            case "BYTEA", "BOX", "LSEG", "LINE", "PATH", "POLYGON", "CIRCLE" ->
                throw new UnmappableValueException(
                        "is a " + source.name() + " that arrives encoded as text: set binary.handling.mode=bytes.");
            default -> TextMapping.TEXT;
        };
    }

    private ColumnMapping float64(SourceType source) {
        if (!source.isMoreThanDouble()) {
            return FloatMapping.DOUBLE;
        }
        if (numericMode == NumericMode.REAL) {
            return DecimalMapping.unbounded(numericMode);
        }
        throw new UnmappableValueException("is a " + source.name() + " that arrives rounded to a double: set "
                + "decimal.handling.mode=string, or numeric.mode=real to accept it.");
    }

    private static ColumnMapping bool(SourceType source) {
        return switch (source.name()) {
            case "BIT" -> BitsMapping.ONE;
            case "VARBIT" -> throw SemanticTypes.varbit();
            default -> BooleanMapping.INSTANCE;
        };
    }

    private static ColumnMapping bytes(SourceType source) {
        return switch (source.name()) {
            case "", "BYTEA" -> BytesMapping.INSTANCE;
            case "BOX", "LSEG", "LINE", "PATH", "POLYGON", "CIRCLE" -> GeometricMapping.PRINTED_BY_DRIVER;
            default -> TextMapping.ENCODED;
        };
    }

    private ColumnMapping array(Schema schema, SourceType element) {
        if (element.name().equals("TIMETZ") || (element.name().equals("TIME") && element.scale() > 3)) {
            throw new UnmappableValueException("is an array of " + element.name()
                    + ", cut to whole milliseconds by Debezium's own conversion: leave the sink's converter on.");
        }
        return ArrayMapping.of(mapping(schema.valueSchema(), element));
    }
}
