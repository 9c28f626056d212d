package io.debezium.server.turso.type;

import java.util.Map;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The column's type in Postgres, as {@code column.propagate.source.type} puts it beside the Connect schema.
 *
 * <p>Snapshot and streaming name some types differently (SERIAL, INT4): nothing may depend on that difference.
 *
 * @param name in upper case, of an array with a leading underscore; empty if it was not propagated
 * @param length {@link #UNKNOWN} if it was not propagated
 * @param scale {@link #UNKNOWN} if it was not propagated
 */
record SourceType(String name, int length, int scale) {
    static final int UNKNOWN = -1;

    /** The length of a numeric without precision while streaming; in a snapshot it is 0, without a scale. */
    private static final int UNBOUNDED_NUMERIC = 131_089;
    /** The scale that pgjdbc gives to double precision. */
    private static final int DOUBLE_SCALE = 17;

    private static final String PREFIX = "__debezium.source.column.";

    static SourceType of(Schema schema) {
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        return new SourceType(
                parameters.getOrDefault(PREFIX + "type", ""),
                number(parameters.get(PREFIX + "length")),
                number(parameters.get(PREFIX + "scale")));
    }

    /** The type of the elements of this array type. */
    SourceType element() {
        return new SourceType(name.startsWith("_") ? name.substring(1) : name, length, scale);
    }

    /**
     * Whether text of this type is a numeric's. A domain carries its own name, so what tells is the length that only a
     * numeric without precision has, or a scale, which no type of text has.
     */
    boolean isNumeric() {
        boolean unbounded = length == UNBOUNDED_NUMERIC || (length == 0 && scale == UNKNOWN);
        return name.equals("NUMERIC") || unbounded || scale > 0;
    }

    /** Whether a double of this type is a rounded numeric; here too a domain hides its base type. */
    boolean isMoreThanDouble() {
        return !name.isEmpty() && !name.equals("FLOAT8") && scale != DOUBLE_SCALE;
    }

    private static int number(@Nullable String text) {
        return text == null ? UNKNOWN : Integer.parseInt(text);
    }
}
