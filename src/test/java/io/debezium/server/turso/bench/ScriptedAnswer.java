package io.debezium.server.turso.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer to be sent as it is written here. */
public record ScriptedAnswer(int status, Map<String, String> headers, String body) {
    public ScriptedAnswer {
        headers = Map.copyOf(headers);
    }

    /** With a JSON body. */
    public static ScriptedAnswer json(int status, String body) {
        return new ScriptedAnswer(status, Map.of("Content-Type", "application/json"), body);
    }

    /** With a plain text. */
    public static ScriptedAnswer text(int status, String body) {
        return new ScriptedAnswer(status, Map.of("Content-Type", "text/plain"), body);
    }

    /** A gateway's page. */
    public static ScriptedAnswer html(int status) {
        return new ScriptedAnswer(
                status, Map.of("Content-Type", "text/html"), "<html><h1>" + status + " Bad Gateway</h1></html>");
    }

    /** With one more header. */
    public ScriptedAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ScriptedAnswer(status, more, body);
    }

    /** Announcing and doing the end of the connection after it. */
    public ScriptedAnswer closing() {
        return with("Connection", "close");
    }

    boolean closes() {
        return "close".equals(headers.get("Connection"));
    }

    /** As they go over the wire. */
    public byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }
}
