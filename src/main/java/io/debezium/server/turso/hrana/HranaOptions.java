package io.debezium.server.turso.hrana;

import java.time.Duration;

/**
 * What a target needs to be opened.
 *
 * @param connectTimeout for name resolution, TCP and TLS together
 * @param requestTimeout from the connection on to the end of the answer, the time to send the body included
 */
public record HranaOptions(
        HranaUrl url, TokenSource tokenSource, Duration connectTimeout, Duration requestTimeout, TlsFiles tls) {
    public HranaOptions {
        if (connectTimeout.toMillis() <= 0 || requestTimeout.toMillis() <= 0) {
            throw new IllegalArgumentException("The timeouts for Turso must be at least one millisecond.");
        }
    }

    /** Without certificate files. */
    public static HranaOptions of(
            HranaUrl url, TokenSource tokenSource, Duration connectTimeout, Duration requestTimeout) {
        return new HranaOptions(url, tokenSource, connectTimeout, requestTimeout, TlsFiles.NONE);
    }
}
