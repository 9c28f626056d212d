package io.debezium.server.turso.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The offset that the target holds, for the connector: to resume from at its start, and to know what Postgres need not
 * keep.
 */
public final class MirrorOffset {
    private final Target target;
    private final Retry retry;
    private final String source;
    private final Optional<String> again;
    private @Nullable ByteBuffer last;
    private boolean known;

    /**
     * The offset in {@code target}.
     *
     * @param source the connector's topic prefix
     * @param again the user's word for the snapshot that the mirror is to be of; a new one voids the offset
     */
    public MirrorOffset(Target target, Retry retry, String source, Optional<String> again) {
        this.again = again;
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
            if (again.isPresent()) {
                voidBefore(again.get());
            }
            remember(retry.read("reading the position", this::find));
        }
        return last;
    }

    /** What Debezium resumes from as JSON, if the first snapshot is complete. */
    private Optional<String> find() throws TargetException, InterruptedException {
        boolean exists = target.query(SystemTables.readNames("_cdc_position")).stream()
                .anyMatch(name -> SystemTables.text(name, 0).equals("_cdc_position"));
        if (!exists) {
            return Optional.empty();
        }
        List<List<SqlValue>> rows = target.query(SystemTables.readPosition(source));
        return rows.stream().findFirst().flatMap(SystemTables::offset);
    }

    private void voidBefore(String token) throws InterruptedException {
        Transaction asked = new Transaction(SystemTables.CREATE_POSITION, List.of(SystemTables.again(source, token)));
        retry.until("asking for a new snapshot", () -> target.commit(asked));
    }

    private void refresh() throws InterruptedException {
        try {
            remember(find());
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
