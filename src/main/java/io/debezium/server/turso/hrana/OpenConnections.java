package io.debezium.server.turso.hrana;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Knows whether there was a connection: without one, no byte of a request can have been sent.
 *
 * <p>This does not depend on which exception Vert.x reports a failure with. Over TLS a connection counts from the end of
 * its handshake, which is before the first request.
 */
final class OpenConnections {
    private final AtomicLong made = new AtomicLong();
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    /** Takes one that was made. */
    void add(HttpConnection connection) {
        made.incrementAndGet();
        open.add(connection);
        // The request's own failure says the same; without this, Vert.x logs it as SEVERE besides.
        connection.exceptionHandler(reported -> {});
        connection.closeHandler(ended -> open.remove(connection));
    }

    /**
     * Ends them at once. Their own way to close sends first what is still waiting to be sent: to a server that does not
     * read, it would keep the connection and the rest of a request that was given up, once for each attempt.
     */
    void breakOff() {
        for (HttpConnection connection : open) {
            if (connection instanceof ConnectionBase base) {
                // Not by way of its channel: that asks the connection, which sends first.
                ChannelFuture unused = base.channelHandlerContext().close();
            }
        }
    }

    /** Starts to watch for a request that is about to be sent. */
    Mark mark() {
        return new Mark(made.get(), !open.isEmpty());
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
