package io.debezium.server.turso.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The token that every server of the tests is given, so that it can be looked for in all that a run of them leaves. */
public final class CanaryToken {
    /** To be used as it is, or as a part of others. */
    public static final String VALUE = "canary-Kp7xW2-of-the-tests";

    private CanaryToken() {}

    /** Files below {@code root} that hold it; none if there is no such directory. */
    public static List<Path> findIn(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(CanaryToken::isOutput)
                    .filter(CanaryToken::isIn)
                    .toList();
        }
    }

    /** The configuration that a test gave to a server holds the token, as a user's does. */
    private static boolean isOutput(Path file) {
        return !file.endsWith(Path.of("config", "application.properties"));
    }

    private static boolean isIn(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return reader.lines().anyMatch(line -> line.contains(VALUE));
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
