package io.debezium.server.turso.bench.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.debezium.server.turso.bench.RecordedRequest;

/** A request or an answer of HTTP/1.1 with its body, as it was on the wire. */
final class HttpMessage {
    private final List<String> head;
    private final byte[] body;

    private HttpMessage(List<String> head, byte[] body) {
        this.head = List.copyOf(head);
        this.body = body;
    }

    /** Without a length or chunks there is no body. */
    static HttpMessage readRequest(InputStream in) throws IOException {
        List<String> head = readHead(in);
        return new HttpMessage(head, isSized(head) ? readSized(head, in) : new byte[0]);
    }

    /** Without a length or chunks the body goes on to the end of the connection. */
    static HttpMessage readAnswer(InputStream in) throws IOException {
        List<String> head = readHead(in);
        return new HttpMessage(head, isSized(head) ? readSized(head, in) : in.readAllBytes());
    }

    Optional<String> header(String name) {
        return header(head, name);
    }

    HttpMessage withHeader(String name, String value) {
        List<String> changed = new ArrayList<>(head);
        changed.replaceAll(line -> isHeader(line, name) ? name + ": " + value : line);
        return new HttpMessage(changed, body);
    }

    /** Whether the connection ends with it. */
    boolean isLast() {
        return !isSized(head)
                || header(head, "Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static boolean isSized(List<String> head) {
        return header(head, "Content-Length").isPresent() || isChunked(head);
    }

    private static boolean isChunked(List<String> head) {
        return header(head, "Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent();
    }

    private static byte[] readSized(List<String> head, InputStream in) throws IOException {
        if (isChunked(head)) {
            return readChunks(in);
        }
        int length = Integer.parseInt(header(head, "Content-Length").orElseThrow());
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size;
        do {
            String line = RecordedRequest.readLine(in);
            size = Integer.parseInt(line.replaceFirst(";.*", "").strip(), 16);
            chunks.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunks.writeBytes(in.readNBytes(size));
            chunks.writeBytes((RecordedRequest.readLine(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } while (size > 0);
        return chunks.toByteArray();
    }

    private static List<String> readHead(InputStream in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = RecordedRequest.readLine(in); !line.isEmpty(); line = RecordedRequest.readLine(in)) {
            head.add(line);
        }
        return head;
    }

    private static Optional<String> header(List<String> head, String name) {
        return head.stream()
                .filter(line -> isHeader(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static boolean isHeader(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ':');
    }
}
