package io.debezium.server.turso.type;

import java.util.Optional;

import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * Finds how a column is declared and written: by its semantic type name, else by its type in Postgres, else by its
 * Connect type, else it is refused with advice.
 */
public final class TypeRegistry {
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
        return resolve(schema, SourceType.of(schema));
    }

    /**
     * The default of a column as a literal for DDL; empty if it has none or Debezium's cannot be trusted.
     *
     * @param schema as for {@link #mapping}
     */
    public Optional<String> defaultLiteral(Schema schema) {
        return DefaultLiteral.find(schema, mapping(schema));
    }

    private ColumnMapping resolve(Schema schema, SourceType source) {
        ColumnMapping temporal = TemporalTypes.find(schema, source);
        if (temporal != null) {
            return temporal;
        }
        return switch (schema.name() == null ? "" : schema.name()) {
            case Decimal.LOGICAL_NAME -> decimal(schema, source);
            case "io.debezium.data.VariableScaleDecimal" -> DecimalMapping.unbounded(numericMode);
            default -> bySourceType(schema, source);
        };
    }

    private ColumnMapping decimal(Schema schema, SourceType source) {
        if (source.name().equals("MONEY")) {
            return DecimalMapping.unbounded(numericMode);
        }
        String precision = schema.parameters().get("connect.decimal.precision");
        String scale = schema.parameters().get(Decimal.SCALE_FIELD);
        return DecimalMapping.of(
                numericMode,
                precision == null ? source.length() : Integer.parseInt(precision),
                scale == null ? 0 : Integer.parseInt(scale));
    }

    private ColumnMapping bySourceType(Schema schema, SourceType source) {
        return switch (schema.type()) {
            case STRING -> string(source);
            case FLOAT64 -> float64(source);
            case FLOAT32 -> FloatMapping.REAL;
            case INT8, INT16, INT32, INT64 -> IntegerMapping.INSTANCE;
            case BOOLEAN -> BooleanMapping.INSTANCE;
            case BYTES -> bytes(source);
            case ARRAY, MAP, STRUCT ->
                throw new UnmappableValueException("has the type " + describe(schema, source)
                        + ", which this sink does not know: leave the column out with column.exclude.list");
        };
    }

    private ColumnMapping string(SourceType source) {
        if (source.isNumeric()) {
            return DecimalMapping.of(numericMode, source.length(), source.scale());
        }
        return switch (source.name()) {
            case "MONEY" -> DecimalMapping.unbounded(numericMode);
            case "CITEXT" -> TextMapping.CITEXT;
            case "BYTEA" ->
                throw new UnmappableValueException("is a bytea that arrives as text: set binary.handling.mode=bytes");
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
        throw new UnmappableValueException(
                "is a " + source.name()
                        + " that arrives rounded to a double: set decimal.handling.mode=string, or numeric.mode=real to accept it");
    }

    private static ColumnMapping bytes(SourceType source) {
        return source.name().isEmpty() || source.name().equals("BYTEA") ? BytesMapping.INSTANCE : TextMapping.ENCODED;
    }

    private static String describe(Schema schema, SourceType source) {
        String connect = schema.name() == null ? schema.type().toString() : schema.name();
        return source.name().isEmpty() ? connect : source.name() + " (" + connect + ")";
    }
}
