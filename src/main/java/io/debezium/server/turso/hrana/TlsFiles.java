package io.debezium.server.turso.hrana;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What TLS takes from PEM files.
 *
 * @param ca certificates to trust instead of the JVM's; null for the JVM's
 * @param certificate what the client shows of itself, with its chain; null to show nothing
 * @param key the private key of that; null with it
 */
public record TlsFiles(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key) {
    /** None of them. */
    public static final TlsFiles NONE = new TlsFiles(null, null, null);

    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("A certificate for Turso and its key belong together.");
        }
    }
}
