package io.debezium.server.turso.hrana;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a target needs to be opened.
 *
 * @param connectTimeout for name resolution, TCP and TLS together
 * @param requestTimeout from the connection on to the end of the answer, the time to send the body included
 * @param caFile PEM certificates to trust instead of the JVM's; null for the JVM's
 */
public record HranaOptions(
        HranaUrl url,
        TokenSource tokenSource,
        Duration connectTimeout,
        Duration requestTimeout,
        @Nullable Path caFile) {
    public HranaOptions {
        if (connectTimeout.toMillis() <= 0 || requestTimeout.toMillis() <= 0) {
            throw new IllegalArgumentException("The timeouts for Turso must be at least one millisecond.");
        }
    }

    /** Without a certificate file. */
    public static HranaOptions of(
            HranaUrl url, TokenSource tokenSource, Duration connectTimeout, Duration requestTimeout) {
        return new HranaOptions(url, tokenSource, connectTimeout, requestTimeout, null);
    }
}
