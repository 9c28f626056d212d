package io.debezium.server.turso.hrana;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;

/**
 * Knows whether there was a connection: without one, no byte of a request can have been sent.
 *
 * <p>This does not depend on which exception Vert.x reports a failure with. Over TLS a connection counts from the end of
 * its handshake, which is before the first request.
 */
final class OpenConnections implements Handler<HttpConnection> {
    private final AtomicLong made = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public void handle(HttpConnection connection) {
        made.incrementAndGet();
        open.incrementAndGet();
        // The request's own failure says the same; without this, Vert.x logs it as SEVERE besides.
        connection.exceptionHandler(reported -> {});
        connection.closeHandler(ended -> open.decrementAndGet());
    }

    /** Starts to watch for a request that is about to be sent. */
    Mark mark() {
        return new Mark(made.get(), open.get() > 0);
    }

    /** The moment before a request. */
    final class Mark {
        private final long madeBefore;
        private final boolean openBefore;

        private Mark(long madeBefore, boolean openBefore) {
            this.madeBefore = madeBefore;
            this.openBefore = openBefore;
        }

        /** Whether there was a connection at any time since. */
        boolean wasConnected() {
            return openBefore || made.get() != madeBefore;
        }
    }
}
