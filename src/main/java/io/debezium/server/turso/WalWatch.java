package io.debezium.server.turso;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.source.SlotWal;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time how much WAL Postgres keeps for the mirror, on a thread of its own: it matters most while the
 * sink waits for Turso. Warns when it becomes too much, and keeps an idle database from being the reason.
 */
final class WalWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WalWatch.class);

    /** How often the server looks. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    /** Less than this is what any server keeps: one segment, and what is written between two looks. */
    private static final long USUAL = 32L << 20;

    private final Map<String, String> connector;
    private final long warnBytes;
    private final SinkMetrics metrics;
    private final Duration interval;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("turso-wal-watch").unstarted(this::watch);
    private @Nullable SourceDatabase source;
    private boolean warned;
    private String lastLsn = "";

    private WalWatch(Map<String, String> connector, long warnBytes, Duration interval, SinkMetrics metrics) {
        this.connector = connector;
        this.interval = interval;
        this.warnBytes = warnBytes;
        this.metrics = metrics;
    }

    /**
     * Begins to look.
     *
     * @param connector its settings
     * @param warnBytes from which on it warns
     */
    static WalWatch start(Map<String, String> connector, long warnBytes, Duration interval, SinkMetrics metrics) {
        WalWatch watch = new WalWatch(connector, warnBytes, interval, metrics);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            // It was closed.
        } finally {
            disconnect();
        }
    }

    private void look() {
        try {
            SlotWal wal = new SlotWal(connected());
            Optional<SlotWal.Kept> kept = wal.kept();
            kept.ifPresentOrElse(this::tell, metrics::heldBackUnknown);
            boolean rests = lastLsn.equals(metrics.lastLsn());
            lastLsn = metrics.lastLsn();
            if (kept.map(SlotWal.Kept::bytes).orElse(0L) > USUAL && rests) {
                wal.writeSign();
            }
        } catch (SourceException | RuntimeException e) {
            // The connector meets the same failure and reports it.
            disconnect();
            metrics.heldBackUnknown();
            LOG.debug("The WAL that Postgres keeps cannot be told", e);
        }
    }

    /** One connection for all looks: the connector's library logs several lines for each that it opens. */
    private SourceDatabase connected() throws SourceException {
        SourceDatabase open = source == null ? SourceDatabase.open(connector) : source;
        source = open;
        return open;
    }

    private void disconnect() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    private void tell(SlotWal.Kept kept) {
        long held = kept.bytes();
        if (held >= warnBytes && !warned) {
            warned = true;
            LOG.warn(
                    "Postgres keeps {} MiB of WAL for the mirror, more than debezium.sink.turso.wal.warn.bytes. {} Its disk"
                            + " fills up if this goes on: give it room, or set max_slot_wal_keep_size, beyond which the mirror"
                            + " needs a new snapshot.",
                    held >> 20,
                    metrics.currentFailure().isEmpty()
                            ? "The mirror is behind, or a transaction has been open in Postgres for long."
                            : "Turso does not take changes: " + metrics.currentFailure() + ".");
        } else if (held < warnBytes && warned) {
            warned = false;
            LOG.info("Postgres keeps {} MiB of WAL for the mirror, no longer too much", held >> 20);
        }
        metrics.heldBack(held, kept.restartLsn());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
