package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.debezium.server.turso.sql.SqlValue;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the JSON text that a {@code json_each} statement takes: an array of arrays, wide rows in groups.
 *
 * <p>Numbers in this text keep all their bits; numbers in Hrana's own JSON do not (their parsers round). Engines read
 * {@code value->>n} by parsing the row once per column, so that wide rows are sent in groups of {@link #GROUP}.
 */
final class RowJson {
    /** Columns up to which a row is one flat array. */
    static final int FLAT = 12;

    /** Columns of one group of a wider row. */
    static final int GROUP = 8;

    private static final HexFormat HEX = HexFormat.of();
    private static final String[] CONTROL = controlEscapes();

    private final StringBuilder text = new StringBuilder("[");
    private int rows;

    int rows() {
        return rows;
    }

    /** Appends a row; {@code values} are never null here, {@link SqlValue#NULL} is. */
    void add(List<? extends @Nullable SqlValue> values) {
        text.append(rows++ == 0 ? "[" : ",[");
        boolean grouped = values.size() > FLAT;
        for (int i = 0; i < values.size(); i++) {
            if (grouped && i % GROUP == 0) {
                text.append(i == 0 ? "[" : "],[");
            } else if (i > 0) {
                text.append(',');
            }
            append(java.util.Objects.requireNonNull(values.get(i)));
        }
        text.append(grouped ? "]]" : "]");
    }

    /** The finished array; nothing can be added afterwards. */
    SqlValue finish() {
        return SqlValue.of(text.append(']').toString());
    }

    /** An array of one value. */
    static String one(SqlValue value) {
        RowJson json = new RowJson();
        json.append(value);
        return json.text.append(']').toString();
    }

    /** The elements of an array, each as its own text, to the letter. */
    static List<String> elements(String array) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int from = 1;
        for (int i = 0; i < array.length(); i++) {
            switch (array.charAt(i)) {
                case '"' -> i = endOfString(array, i);
                case '[' -> depth++;
                case ']' -> {
                    if (--depth == 0 && i > from) {
                        elements.add(array.substring(from, i));
                    }
                }
                case ',' -> {
                    if (depth == 1) {
                        elements.add(array.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        return elements;
    }

    /** The place of the quote that ends the string which begins at {@code start}. */
    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private void append(SqlValue value) {
        switch (value) {
            case SqlValue.Null none -> text.append("null");
            case SqlValue.Int integer -> text.append(integer.value());
            case SqlValue.Real real -> text.append(real.value());
            case SqlValue.Text string -> appendString(string.value());
            case SqlValue.Blob blob ->
                text.append('"').append(HEX.formatHex(blob.bytes())).append('"');
        }
    }

    private void appendString(String string) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            if (letter < CONTROL.length || letter == '"' || letter == '\\') {
                text.append(string, from, i).append(escape(letter));
                from = i + 1;
            }
        }
        text.append(string, from, string.length()).append('"');
    }

    private static String escape(char letter) {
        return letter < CONTROL.length ? CONTROL[letter] : "\\" + letter;
    }

    private static String[] controlEscapes() {
        String[] escapes = new String[0x20];
        for (int i = 0; i < escapes.length; i++) {
            escapes[i] = "\\u" + HEX.toHexDigits((char) i);
        }
        return escapes;
    }
}
