package io.debezium.server.turso.type;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.ArrayText;
import io.debezium.server.turso.type.text.IntervalText;
import io.debezium.server.turso.type.text.MoneyText;
import io.debezium.server.turso.type.text.TemporalText;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The semantic types of the sink's own converter, which carry the text that Postgres prints. */
public final class PostgresText {
    /** The text of an array; parameter {@link #ELEMENT} names the type of its elements. */
    public static final String ARRAY = "io.debezium.server.turso.type.Array";
    /** The text of a numeric, for domains over it. */
    public static final String NUMERIC = "io.debezium.server.turso.type.Numeric";
    /** Bytes, for domains over bytea. */
    public static final String BYTES = "io.debezium.server.turso.type.Bytes";
    /** The element type of an array in upper case, without underscore or schema. */
    public static final String ELEMENT = "element";

    private PostgresText() {}

    static Optional<ColumnMapping> find(Schema schema, SourceType source, NumericMode mode) {
        return Optional.ofNullable(
                switch (schema.name() == null ? "" : schema.name()) {
                    case ARRAY ->
                        array(
                                new SourceType(
                                        schema.parameters().getOrDefault(ELEMENT, ""), source.length(), source.scale()),
                                mode);
                    case NUMERIC -> DecimalMapping.of(mode, source.length(), source.scale());
                    case BYTES -> BytesMapping.INSTANCE;
                    default -> null;
                });
    }

    private static ColumnMapping array(SourceType element, NumericMode mode) {
        boolean bool = element.name().equals("BOOL");
        char delimiter = element.name().equals("BOX") ? ';' : ',';
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
            default -> TextMapping.TEXT;
        };
    }

    private static ColumnMapping text(UnaryOperator<String> canonical) {
        return new ColumnMapping("TEXT", value -> SqlValue.of(canonical.apply((String) value)));
    }

    private static ColumnMapping money(ColumnMapping decimal) {
        return new ColumnMapping(
                decimal.declaredType(), value -> decimal.writer().write(MoneyText.decimal((String) value)));
    }
}
