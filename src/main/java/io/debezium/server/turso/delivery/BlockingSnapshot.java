package io.debezium.server.turso.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot that a signal asks for while the stream stands still. The target remembers it until its last row has
 * arrived.
 *
 * <p>For Debezium forgets it: it may stop the stream only after the end of the transaction that has the signal. Once that
 * is applied, a server that starts again is not sent the signal again, and the user would wait for the rest for ever.
 */
public final class BlockingSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingSnapshot.class);

    private final Mirror mirror;
    private boolean sent;

    BlockingSnapshot(Mirror mirror) {
        this.mirror = mirror;
    }

    /** Tells the user of one that {@code state} has and that was cut; then it is forgotten. */
    public static void tellOfCut(Mirror mirror, TargetState state) throws InterruptedException {
        String tables = state.cutSnapshot();
        if (!tables.isEmpty()) {
            LOG.warn(
                    "The blocking snapshot of {} that a signal asked for was cut before its last row arrived. The mirror"
                            + " goes on from its position, as right as it was, but without the rows that the snapshot was"
                            + " to bring. Unless Debezium now begins that snapshot anew by itself, send the signal again"
                            + " (execute-snapshot, type blocking): to load rows twice does no harm.",
                    tables);
            mirror.blockingSnapshot("");
        }
    }

    /** Its first row may come. */
    void begin(String tables) throws InterruptedException {
        sent = false;
        mirror.blockingSnapshot(tables);
    }

    /** Its last row has come. */
    void sent() {
        sent = true;
    }

    /** All that has come is in the target. */
    void delivered() throws InterruptedException {
        if (sent) {
            mirror.blockingSnapshot("");
            sent = false;
        }
    }
}
