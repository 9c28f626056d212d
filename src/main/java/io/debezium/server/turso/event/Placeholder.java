package io.debezium.server.turso.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.debezium.data.Bits;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import org.apache.kafka.connect.data.Schema;

/**
 * The forms that Debezium gives {@code unavailable.value.placeholder}, by column type; each is recognised only in a
 * column that can have it, and only whole. Types without a form arrive as NULL or stop the connector (dbz#2418), unless
 * a custom converter writes the text form.
 */
final class Placeholder {
    private final String text;
    private final byte[] bytes;
    private final List<String> uuids;
    private final List<Integer> ints;
    private final List<Long> longs;
    private final Map<String, String> hstore;
    private final String hstoreJson;

    Placeholder(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.uuids = List.of(UUID.nameUUIDFromBytes(bytes).toString());
        this.ints =
                IntStream.range(0, bytes.length).mapToObj(i -> (int) bytes[i]).toList();
        this.longs =
                IntStream.range(0, bytes.length).mapToObj(i -> (long) bytes[i]).toList();
        this.hstore = Map.of(text, text);
        this.hstoreJson = "{\"" + text + "\":\"" + text + "\"}";
    }

    /** Recognises the placeholder among the non-null values of a column of {@code schema}. */
    Predicate<Object> in(Schema schema) {
        return switch (schema.type()) {
            case STRING -> Json.LOGICAL_NAME.equals(schema.name()) ? this::isJson : text::equals;
            // A real bytea is a ByteBuffer; a real bit string is a byte[] and cannot be told apart.
            case BYTES -> Bits.LOGICAL_NAME.equals(schema.name()) ? value -> false : this::isBytes;
            case ARRAY -> inArrayOf(schema.valueSchema());
            case MAP -> hstore::equals;
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRUCT -> value -> false;
        };
    }

    private Predicate<Object> inArrayOf(Schema element) {
        return switch (element.type()) {
            case STRING -> Uuid.LOGICAL_NAME.equals(element.name()) ? uuids::equals : List.of(text)::equals;
            case BYTES -> value -> value instanceof List<?> list && list.size() == 1 && isBytes(list.getFirst());
            case INT32 -> ints::equals;
            case INT64 -> longs::equals;
            case INT8, INT16, FLOAT32, FLOAT64, BOOLEAN, ARRAY, MAP, STRUCT -> value -> false;
        };
    }

    /** In a json column the text itself, in an hstore column an object of it; both are {@link Json}. */
    private boolean isJson(Object value) {
        return text.equals(value) || hstoreJson.equals(value);
    }

    private boolean isBytes(Object value) {
        return value instanceof byte[] array && Arrays.equals(array, bytes);
    }
}
