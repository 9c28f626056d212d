package io.debezium.server.turso.type;

import java.util.HexFormat;
import java.util.List;

import io.debezium.server.turso.sql.JsonText;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.PostgresFloat;
import org.jspecify.annotations.Nullable;

/**
 * Arrays: a JSON array of the elements as a column of their type would store them, nested for more dimensions.
 *
 * <p>Integers and doubles are JSON numbers, with all their digits; booleans are true and false; bytes are hexadecimal
 * after {@code \x}, as Postgres prints them.
 */
final class ArrayMapping {
    private ArrayMapping() {}

    static ColumnMapping of(ColumnMapping element) {
        return new ColumnMapping(
                "TEXT",
                value -> SqlValue.of(
                        append(new StringBuilder(), element, (List<?>) value).toString()));
    }

    private static StringBuilder append(StringBuilder out, ColumnMapping element, List<?> values) {
        char separator = '[';
        for (Object value : values) {
            appendElement(out.append(separator), element, value);
            separator = ',';
        }
        return (values.isEmpty() ? out.append('[') : out).append(']');
    }

    private static void appendElement(StringBuilder out, ColumnMapping element, @Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof List<?> nested) {
            append(out, element, nested);
        } else if (value instanceof Boolean truth && element.equals(BooleanMapping.INSTANCE)) {
            out.append(truth.booleanValue());
        } else {
            append(out, element.writer().write(requireElement(value)));
        }
    }

    private static void append(StringBuilder out, SqlValue stored) {
        switch (stored) {
            case SqlValue.Null none -> out.append("null");
            case SqlValue.Int integer -> out.append(integer.value());
            case SqlValue.Real real -> out.append(PostgresFloat.text(real.value()));
            case SqlValue.Text text -> JsonText.appendString(out, text.value());
            case SqlValue.Blob blob ->
                JsonText.appendString(out, "\\x" + HexFormat.of().formatHex(blob.bytes()));
        }
    }

    /** Debezium's own conversion of text arrays prints the Java object that an inner array is. */
    private static Object requireElement(Object value) {
        if (value instanceof String text && text.startsWith("[Ljava.lang.")) {
            throw new UnmappableValueException("holds an array of more than one dimension, which Debezium's own"
                    + " conversion destroys: leave the sink's converter on (debezium.source.converters).");
        }
        return value;
    }
}
