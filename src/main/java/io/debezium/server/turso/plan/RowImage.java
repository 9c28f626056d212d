package io.debezium.server.turso.plan;

import java.util.List;

import io.debezium.server.turso.sql.JsonText;

/**
 * One change of a row as JSON, for the record of those that were not applied.
 *
 * @param operation what was to be done: insert, update, delete, upsert, change of key
 * @param columns names, one for each value
 * @param values as JSON
 * @param key names of the columns that are the key; empty if there is none
 */
public record RowImage(String operation, List<String> columns, List<String> values, List<String> key) {
    /** What a target surely stores, as it may be the size of a value for which it refused the row. */
    static final int MOST_CHARS = 400_000;

    private static final int MOST_CHARS_OF_A_CUT_VALUE = 1_000;

    public RowImage {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        key = List.copyOf(key);
    }

    /** All of it; the values that make it too long are cut. */
    public String toJson() {
        int length = values.stream().mapToInt(String::length).sum();
        StringBuilder json = new StringBuilder("{\"operation\":");
        JsonText.appendString(json, operation).append(",\"row\":{");
        for (int i = 0; i < columns.size(); i++) {
            String value = values.get(i);
            boolean cut = length > MOST_CHARS && value.length() > MOST_CHARS_OF_A_CUT_VALUE;
            appendField(json, i, columns.get(i), cut ? cut(value) : value);
        }
        return json.append("}}").toString();
    }

    /** The key's columns only. */
    public String keyJson() {
        StringBuilder json = new StringBuilder("{");
        int found = 0;
        for (String name : key) {
            int index = columns.indexOf(name);
            if (index >= 0) {
                String value = values.get(index);
                appendField(json, found++, name, value.length() > MOST_CHARS_OF_A_CUT_VALUE ? cut(value) : value);
            }
        }
        return json.append('}').toString();
    }

    private static void appendField(StringBuilder json, int index, String name, String value) {
        JsonText.appendString(index == 0 ? json : json.append(','), name).append(':');
        json.append(value);
    }

    /** {@code text}, or its beginning if it alone would make an image too long: it may be too large to be copied. */
    static String shorten(String text) {
        return text.length() <= MOST_CHARS ? text : cut(text, text.length());
    }

    /** The beginning of a text of {@code length} characters. */
    static String cut(String text, long length) {
        int end = MOST_CHARS_OF_A_CUT_VALUE;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return "(cut, " + length + " characters) " + text.substring(0, end);
    }

    private static String cut(String value) {
        return JsonText.appendString(new StringBuilder(), cut(value, value.length()))
                .toString();
    }
}
