package io.debezium.server.turso.delivery;

import io.debezium.server.turso.table.TableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot that a signal asks for while the stream stands still. The target remembers it until the position has passed
 * all that its rows have.
 *
 * <p>Until its last row has arrived, for Debezium forgets it: it may stop the stream only after the end of the transaction
 * that has the signal. Once that is applied, a server that starts again is not sent the signal again, and the user would
 * wait for the rest for ever. And then, for the stream goes on where it stood, behind the rows.
 */
public final class BlockingSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingSnapshot.class);

    private final Mirror mirror;
    private final SourceEnd source;
    private ReadAhead ahead;
    private boolean sent;

    /** Where the source's WAL ends. */
    @FunctionalInterface
    public interface SourceEnd {
        /** The LSN behind which nothing is that can be read now. */
        long lsn();
    }

    /** What {@code state} has of one. */
    public BlockingSnapshot(Mirror mirror, TargetState state, SourceEnd source) {
        this.mirror = mirror;
        this.source = source;
        this.ahead = state.readAhead();
    }

    /** Tells the user of one that was cut; it is told once. */
    public void tellOfCut() throws InterruptedException {
        if (ahead.isOpen()) {
            LOG.warn(
                    "The blocking snapshot of {} that a signal asked for was cut before its last row arrived. The mirror"
                            + " goes on from its position, as right as it was, but without the rows that the snapshot was"
                            + " to bring. Unless Debezium now begins that snapshot anew by itself, send the signal again"
                            + " (execute-snapshot, type blocking): to load rows twice does no harm.",
                    ahead.tables());
            remember(ahead.closed(source.lsn()));
        }
    }

    /** Its first row may come. */
    void begin(String tables) throws InterruptedException {
        sent = false;
        remember(ahead.and(tables));
    }

    /** Its last row has come. */
    void sent() {
        sent = true;
    }

    /** All that has come is in the target, up to the position {@code lsn}. */
    void delivered(long lsn) throws InterruptedException {
        if (sent) {
            remember(ahead.closed(source.lsn()));
            sent = false;
        }
        if (ahead.isReached(lsn)) {
            forget();
        }
    }

    /** The mirror is another one now. */
    void forget() throws InterruptedException {
        if (!ahead.equals(ReadAhead.NONE)) {
            remember(ReadAhead.NONE);
        }
    }

    /** Whether rows of {@code table} may have what a transaction that commits at {@code lsn} or after is to bring. */
    boolean isAhead(TableId table, long lsn) {
        return ahead.covers(table, lsn);
    }

    private void remember(ReadAhead now) throws InterruptedException {
        mirror.remember(now);
        ahead = now;
    }
}
