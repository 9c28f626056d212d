package io.debezium.server.turso.type;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.data.Bits;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The values of {@code type-rows.tsv} as the connector sent them to a test, with the settings and the converter that the
 * jar brings: {@code type-arrivals.tsv}, which that test holds.
 */
public final class Arrivals {
    private static final String FILE = "type-arrivals.tsv";
    private static final String COLUMN_NAME = ",\"__debezium.source.column.name\":\"\\w+\"";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonConverter CONVERTER = new JsonConverter();

    static {
        CONVERTER.configure(Map.of(), false);
    }

    /** What came of a row once: schema and value. */
    record Arrival(Schema schema, Object value) {}

    private Arrivals() {}

    /** By the name of the row and the way it came. */
    static Map<String, List<Arrival>> all() {
        Map<String, List<Arrival>> all = new LinkedHashMap<>();
        text().lines().forEach(line -> {
            List<String> fields = List.of(line.split("\t", -1));
            List<Arrival> arrivals = new ArrayList<>();
            for (int i = 1; i < fields.size(); i += 2) {
                Schema schema = CONVERTER.asConnectSchema(tree(fields.get(i)));
                arrivals.add(new Arrival(schema, requireNonNull(decode(schema, tree(fields.get(i + 1))))));
            }
            all.put(fields.getFirst(), arrivals);
        });
        return all;
    }

    /** The file as it is. */
    public static String text() {
        try (InputStream in = Arrivals.class.getResourceAsStream("/" + FILE)) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file anew. */
    public static void write(String text) throws IOException {
        Files.writeString(Path.of("src/test/resources", FILE), text);
    }

    /** A line of the file: what came by each way, once if it came the same. */
    public static String line(String name, List<Schema> schemas, List<Object> values) {
        StringBuilder line = new StringBuilder(name);
        String last = "";
        for (int i = 0; i < values.size(); i++) {
            String schema = CONVERTER.asJsonSchema(schemas.get(i)).toString().replaceFirst(COLUMN_NAME, "");
            String arrival = "\t" + schema + "\t" + encode(values.get(i));
            line.append(arrival.equals(last) ? "" : arrival);
            last = arrival;
        }
        return line.append('\n').toString();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode encode(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case byte[] bytes -> JSON.valueToTree(HexFormat.of().formatHex(bytes));
            case ByteBuffer bytes -> encode(BytesMapping.bytes(bytes));
            case Float number -> JSON.valueToTree(number.toString());
            case Double number -> JSON.valueToTree(number.toString());
            case List<?> list ->
                JSON.valueToTree(list.stream().map(Arrivals::encode).toList());
            case Struct struct -> {
                Map<String, JsonNode> fields = new LinkedHashMap<>();
                struct.schema().fields().forEach(field -> fields.put(field.name(), encode(struct.get(field))));
                yield JSON.valueToTree(fields);
            }
            default -> JSON.valueToTree(value);
        };
    }

    private static @Nullable Object decode(Schema schema, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (schema.type()) {
            case INT8 -> (byte) value.intValue();
            case INT16 -> value.shortValue();
            case INT32 -> value.intValue();
            case INT64 -> value.longValue();
            case FLOAT32 -> Float.valueOf(value.textValue());
            case FLOAT64 -> Double.valueOf(value.textValue());
            case BOOLEAN -> value.booleanValue();
            case STRING -> value.textValue();
            case BYTES -> bytes(schema, HexFormat.of().parseHex(value.textValue()));
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.forEach(element -> list.add(decode(schema.valueSchema(), element)));
                yield list;
            }
            case MAP -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                value.properties()
                        .forEach(entry -> map.put(entry.getKey(), decode(schema.valueSchema(), entry.getValue())));
                yield map;
            }
            case STRUCT -> {
                Struct struct = new Struct(schema);
                for (Field field : schema.fields()) {
                    struct.put(field, decode(field.schema(), value.get(field.name())));
                }
                yield struct;
            }
        };
    }

    private static Object bytes(Schema schema, byte[] bytes) {
        return Bits.LOGICAL_NAME.equals(schema.name()) ? bytes : ByteBuffer.wrap(bytes);
    }
}
