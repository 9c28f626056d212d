package io.debezium.server.turso.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * The offset that the target holds, for the connector: to resume from at its start, and to know what Postgres need not
 * keep.
 */
public final class MirrorOffset {
    private final Target target;
    private final Retry retry;
    private final String source;
    private @Nullable ByteBuffer last;
    private boolean known;

    /** {@code source} is the connector's topic prefix. */
    public MirrorOffset(Target target, Retry retry, String source) {
        this.target = target;
        this.retry = retry;
        this.source = source;
    }

    /**
     * The offset as JSON; null if a snapshot is due.
     *
     * <p>The first read waits for the target. Later ones only tell how much WAL may go, for which an older answer is as
     * safe: they do not wait.
     */
    public @Nullable ByteBuffer read() throws InterruptedException {
        if (known) {
            refresh();
        } else {
            remember(retry.read("reading the position", () -> Mirror.readOffset(target, source)));
        }
        return last;
    }

    private void refresh() throws InterruptedException {
        try {
            remember(Mirror.readOffset(target, source));
        } catch (TargetException e) {
            // The sink itself meets the same failure with its next transaction, and reports it.
        }
    }

    private void remember(Optional<String> json) {
        known = true;
        last = json.map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }
}
