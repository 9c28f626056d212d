package io.debezium.server.turso.bench.turso;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The tests' own eyes on Turso: one statement a request, no retries, and nothing of the product's code.
 *
 * <p>Values are {@code Long}, {@code Double}, {@code String}, a read-only {@code ByteBuffer}, or null.
 */
public final class TursoClient implements AutoCloseable {
    /** Without Jackson's limit for texts, which is lower than what Turso stores. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /** HTTP/1.1: the default offers an upgrade to HTTP/2, which libsql-server takes and then loses the request. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI pipeline;
    private final Optional<String> token;

    /** A reader of the server (or proxy) at {@code server}, http or https. */
    public TursoClient(URI server, Optional<String> token) {
        pipeline = server.resolve("/v2/pipeline");
        this.token = token;
    }

    /**
     * The rows of one statement.
     *
     * @throws TursoException if the server answers that it failed
     * @throws IOException if there is no answer
     */
    public List<List<@Nullable Object>> query(String sql) throws IOException, InterruptedException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : run(sql).path("rows")) {
            List<@Nullable Object> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(value(cell)));
            rows.add(cells);
        }
        return rows;
    }

    /** Runs each statement by itself, for its effect. */
    public void execute(String... sql) throws IOException, InterruptedException {
        for (String one : sql) {
            run(one);
        }
    }

    private JsonNode run(String sql) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().putNull("baton");
        ObjectNode execute = request.putArray("requests").addObject().put("type", "execute");
        execute.putObject("stmt").put("sql", sql).put("want_rows", true);
        JsonNode result = JSON.readTree(post(JSON.writeValueAsString(request)))
                .path("results")
                .path(0);
        if (!"ok".equals(result.path("type").asText())) {
            throw new TursoException(result.path("error").path("message").asText() + " in: " + sql);
        }
        return result.path("response").path("result");
    }

    private String post(String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(pipeline)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(jwt -> request.header("Authorization", "Bearer " + jwt));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new TursoException("HTTP status " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static @Nullable Object value(JsonNode cell) {
        String type = cell.path("type").asText();
        JsonNode value = cell.path("value");
        return switch (type) {
            case "null" -> null;
            case "integer" -> Long.valueOf(value.asText());
            // What JSON cannot hold, a server writes as null.
            case "float" -> value.isNull() ? Double.NaN : value.doubleValue();
            case "text" -> value.asText();
            case "blob" ->
                ByteBuffer.wrap(Base64.getDecoder().decode(cell.path("base64").asText()))
                        .asReadOnlyBuffer();
            default -> throw new IllegalStateException("a value of unknown type " + type);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
