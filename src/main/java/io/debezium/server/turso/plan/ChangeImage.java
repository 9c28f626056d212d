package io.debezium.server.turso.plan;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.JsonText;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A change as its event has it, not mapped: the mapping may be what failed. */
public final class ChangeImage {
    private static final HexFormat HEX = HexFormat.of();

    private ChangeImage() {}

    /** The image of {@code change}. */
    public static RowImage of(Change change) {
        return switch (change) {
            case Change.Insert insert -> image("insert", change.table(), insert.row());
            case Change.Update update -> image("update", change.table(), update.after());
            case Change.KeyChange keyChange -> image("change of key", change.table(), keyChange.after());
            case Change.Delete delete ->
                delete.before() == null || !delete.key().cells().isEmpty()
                        ? keyImage(change.table(), delete.key())
                        : image("delete", change.table(), delete.before());
            case Change.Truncate truncate -> new RowImage("truncate", List.of(), List.of(), List.of());
        };
    }

    private static RowImage image(String operation, SourceTable table, Row row) {
        List<String> columns = table.columns().stream().map(SourceColumn::name).toList();
        return new RowImage(operation, columns, json(row), table.key());
    }

    private static RowImage keyImage(SourceTable table, Row key) {
        return new RowImage("delete", table.key(), json(key), table.key());
    }

    private static List<String> json(Row row) {
        return row.cells().stream().map(ChangeImage::json).toList();
    }

    private static String json(Cell cell) {
        return switch (cell) {
            case Cell.Null none -> "null";
            case Cell.Unavailable unavailable -> "\"(not in the event: unchanged)\"";
            case Cell.Present present ->
                append(new StringBuilder(), present.value()).toString();
        };
    }

    private static StringBuilder append(StringBuilder json, @Nullable Object value) {
        return switch (value) {
            case null -> json.append("null");
            case Boolean flag -> json.append(flag.booleanValue());
            case Number number ->
                Double.isFinite(number.doubleValue()) || !isFloating(number)
                        ? json.append(number)
                        : JsonText.appendString(json, number.toString());
            case byte[] bytes -> hex(json, ByteBuffer.wrap(bytes));
            case ByteBuffer bytes -> hex(json, bytes);
            case List<?> list -> appendList(json, list);
            case Map<?, ?> map -> appendMap(json, map);
            case Struct struct -> appendStruct(json, struct);
            case String text -> JsonText.appendString(json, RowImage.shorten(text));
            default -> JsonText.appendString(json, value.toString());
        };
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static StringBuilder appendList(StringBuilder json, List<?> list) {
        json.append('[');
        for (int i = 0; i < list.size(); i++) {
            append(i == 0 ? json : json.append(','), list.get(i));
        }
        return json.append(']');
    }

    private static StringBuilder appendMap(StringBuilder json, Map<?, ?> map) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            JsonText.appendString(json.append(separator), String.valueOf(entry.getKey()))
                    .append(':');
            append(json, entry.getValue());
            separator = ",";
        }
        return json.append('}');
    }

    private static StringBuilder appendStruct(StringBuilder json, Struct struct) {
        json.append('{');
        String separator = "";
        for (Field field : struct.schema().fields()) {
            JsonText.appendString(json.append(separator), field.name()).append(':');
            append(json, struct.getWithoutDefault(field.name()));
            separator = ",";
        }
        return json.append('}');
    }

    private static StringBuilder hex(StringBuilder json, ByteBuffer bytes) {
        byte[] copy = new byte[Math.min(bytes.remaining(), RowImage.MOST_CHARS)];
        bytes.duplicate().get(copy);
        String text = HEX.formatHex(copy);
        return JsonText.appendString(
                json, copy.length == bytes.remaining() ? text : RowImage.cut(text, 2L * bytes.remaining()));
    }
}
