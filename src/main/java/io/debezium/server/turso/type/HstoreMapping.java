package io.debezium.server.turso.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

import io.debezium.server.turso.sql.JsonText;
import io.debezium.server.turso.sql.SqlValue;

/** hstore delivered as a map: a JSON object whose keys stand as hstore itself orders them. */
final class HstoreMapping {
    static final ColumnMapping MAP = new ColumnMapping("TEXT", value -> SqlValue.of(json((Map<?, ?>) value)));

    private static final Comparator<byte[]> HSTORE_ORDER =
            Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

    private HstoreMapping() {}

    private static String json(Map<?, ?> map) {
        StringBuilder out = new StringBuilder("{");
        map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> utf8(entry.getKey()), HSTORE_ORDER))
                .forEach(entry -> append(out, entry));
        return out.append('}').toString();
    }

    private static void append(StringBuilder out, Map.Entry<?, ?> entry) {
        out.append(out.length() == 1 ? "" : ",");
        JsonText.appendString(out, (String) entry.getKey()).append(':');
        if (entry.getValue() instanceof String text) {
            JsonText.appendString(out, text);
        } else {
            out.append("null");
        }
    }

    private static byte[] utf8(Object key) {
        return ((String) key).getBytes(StandardCharsets.UTF_8);
    }
}
