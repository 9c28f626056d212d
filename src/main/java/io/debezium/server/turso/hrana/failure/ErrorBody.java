package io.debezium.server.turso.hrana.failure;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;

/**
 * What an HTTP error says: {@code {"error"}}, {@code {"message","code"}}, plain text, or a proxy's page.
 *
 * @param text for the operator, empty if the body says nothing
 */
record ErrorBody(String text) {
    private static final int READ_BYTES = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    static ErrorBody of(Buffer body) {
        String raw = body.getString(0, Math.min(body.length(), READ_BYTES)).strip();
        if (raw.startsWith("<")) {
            return new ErrorBody("an HTML page, as a proxy or gateway sends it");
        }
        return new ErrorBody(raw.startsWith("{") ? fromJson(raw) : raw);
    }

    boolean mentions(String word) {
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    private static String fromJson(String raw) {
        try {
            JsonNode node = JSON.readTree(raw);
            String message = node.path("message").asText(node.path("error").asText(raw));
            return node.path("code").isTextual() ? node.path("code").asText() + ": " + message : message;
        } catch (IOException notJson) {
            return raw;
        }
    }
}
