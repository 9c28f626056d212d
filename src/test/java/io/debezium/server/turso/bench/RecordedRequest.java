package io.debezium.server.turso.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it arrived.
 *
 * @param headers by name, of which upper and lower case do not matter
 */
public record RecordedRequest(String method, String path, Map<String, String> headers, String body) {

    /** The value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Reads one; the body must come with a Content-Length, as tursodb demands. */
    static RecordedRequest read(InputStream in) throws IOException {
        String[] start = readLine(in).split(" ", 3);
        if (start.length < 3) {
            throw new IOException("not HTTP, perhaps TLS");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            String[] halves = line.split(":", 2);
            headers.put(halves[0], halves[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new RecordedRequest(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    /**
     * The next line of an HTTP message, without its end.
     *
     * @throws EOFException if the sender ends before it
     */
    public static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
