package io.debezium.server.turso.hrana.wire;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.debezium.server.turso.sql.SqlValue;

/** Reads rows of values. */
final class JsonValues {
    private JsonValues() {}

    static List<List<SqlValue>> rows(JsonNode rows) throws MalformedAnswerException {
        List<List<SqlValue>> read = new ArrayList<>();
        for (JsonNode row : rows) {
            List<SqlValue> values = new ArrayList<>();
            for (JsonNode value : row) {
                values.add(value(value));
            }
            read.add(List.copyOf(values));
        }
        return read;
    }

    private static SqlValue value(JsonNode node) throws MalformedAnswerException {
        try {
            return switch (node.path("type").asText()) {
                case "null" -> SqlValue.NULL;
                case "integer" -> SqlValue.of(Long.parseLong(node.path("value").asText()));
                case "float" -> real(node.path("value"));
                case "text" -> SqlValue.of(text(node.path("value")));
                case "blob" -> SqlValue.of(Base64.getDecoder().decode(text(node.path("base64"))));
                default -> throw new MalformedAnswerException("a value is of no known type");
            };
        } catch (IllegalArgumentException notReadable) {
            throw new MalformedAnswerException("an integer or a blob cannot be read");
        }
    }

    private static SqlValue real(JsonNode value) throws MalformedAnswerException {
        if (!value.isNumber()) {
            throw new MalformedAnswerException("a number is NaN or infinite: select it with CAST(… AS TEXT)");
        }
        return SqlValue.of(value.doubleValue());
    }

    private static String text(JsonNode value) throws MalformedAnswerException {
        if (!value.isTextual()) {
            throw new MalformedAnswerException("a text or a blob is no string");
        }
        return value.textValue();
    }
}
