package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.event.SourceEvent.SnapshotKind;
import io.debezium.server.turso.plan.BatchPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Takes the source's events in order and has the mirror apply whole source transactions, several at once where they
 * wait together.
 *
 * <p>Changes of a transaction are held until its END; a BEGIN before that voids them, since the connector has restarted
 * and sends them again. A transaction at or below the applied position is one that was delivered before: it is dropped.
 */
public final class SourceStream {
    /** How long a position without changes may stay unwritten: it only frees WAL in the source. */
    private static final Duration POSITION_INTERVAL = Duration.ofSeconds(5);

    private final Mirror mirror;
    private final BatchPlanner planner;
    private final SnapshotStage stage;
    private final TransactionStage large;
    private final DeadLetters letters;
    private final StreamLimits limits;
    private final InstantSource clock;
    private final BlockingSnapshot blocking;

    private final AdHocRows adHocRows;
    private long appliedLsn;
    private @Nullable OpenTransaction open;
    private @Nullable Position complete;
    private long transactions;
    private Instant written;
    private boolean failed;
    private SnapshotKind snapshot = SnapshotKind.INITIAL;

    /** {@code appliedLsn} is the position that the target has. */
    public SourceStream(
            Mirror mirror,
            BatchPlanner planner,
            SnapshotStage stage,
            TransactionStage large,
            DeadLetters letters,
            StreamLimits limits,
            InstantSource clock,
            BlockingSnapshot blocking,
            long appliedLsn) {
        this.mirror = mirror;
        this.planner = planner;
        this.adHocRows = new AdHocRows(planner);
        this.stage = stage;
        this.large = large;
        this.letters = letters;
        this.limits = limits;
        this.clock = clock;
        this.blocking = blocking;
        this.appliedLsn = appliedLsn;
        this.written = clock.instant();
    }

    /**
     * Takes the next event; may deliver what is complete.
     *
     * @return whether nothing is held now: after the next {@link #flush()} all events up to this one are in the target
     * @throws DeliveryException if the mirror cannot go on
     */
    public boolean accept(SourceEvent event) throws InterruptedException {
        requireWhole();
        failed = true;
        take(event);
        failed = false;
        mirror.metrics().holding(open == null ? 0 : open.changes());
        return open == null;
    }

    private void take(SourceEvent event) throws InterruptedException {
        switch (event) {
            case SourceEvent.Begin begin -> begin(begin);
            case SourceEvent.Changes changes -> changes(changes);
            case SourceEvent.End end -> end(end);
            case SourceEvent.SnapshotStarted started -> startSnapshot(started);
            case SourceEvent.SnapshotRow row -> snapshotRow(row);
            case SourceEvent.SnapshotCompleted completed -> completeSnapshot(completed.position());
            case SourceEvent.TableScan scan -> adHocRows.follow(scan);
            case SourceEvent.Heartbeat heartbeat -> {}
            case SourceEvent.Nothing nothing -> {}
        }
    }

    /** Delivers what is complete; an open transaction stays held. */
    public void flush() throws InterruptedException {
        requireWhole();
        failed = true;
        stage.flush();
        boolean planned = open != null && open.isPlanned();
        if (!planned && (planner.rows() > 0 || isPositionDue())) {
            deliver();
        }
        if (open == null) {
            blocking.delivered(appliedLsn);
        }
        failed = false;
    }

    /** What failed half-way may have left a part of a transaction in the plan, which no later flush may deliver. */
    private void requireWhole() {
        if (failed) {
            throw new DeliveryException("The sink has stopped after a failure and takes nothing more. See the log for "
                    + "the cause, then restart the server: it continues from what the target has.");
        }
    }

    private void begin(SourceEvent.Begin begin) throws InterruptedException {
        voidOpenTransaction();
        open = new OpenTransaction(begin.transactionId());
    }

    private void voidOpenTransaction() throws InterruptedException {
        if (open != null && open.isPlanned()) {
            planner.discard();
            letters.forgetPlanned();
            large.clear();
        }
        open = null;
    }

    private void changes(SourceEvent.Changes event) throws InterruptedException {
        OpenTransaction transaction = open;
        if (event.transactionId() == null) {
            adHoc(event.changes(), event.lsn());
            return;
        }
        if (transaction == null) {
            throw new DeliveryException("A change at LSN " + Position.format(event.lsn()) + " arrived outside of any "
                    + "transaction. Remove debezium.source.provide.transaction.metadata=false and any transform that "
                    + "drops or reroutes the records of the topic \"….transaction\".");
        }
        event.changes().forEach(adHocRows::meet);
        within(transaction, event.changes(), event.lsn());
    }

    private void within(OpenTransaction transaction, List<? extends SourceChange> changes, long lsn)
            throws InterruptedException {
        if (transaction.isPlanned()) {
            transaction.count(changes);
            pour(changes, lsn);
            large.relieve(planner, transaction.id(), lsn);
            return;
        }
        transaction.hold(changes);
        if (limits.isReached(transaction.held().size(), transaction.weight())) {
            deliver();
            pour(transaction.held(), lsn);
            transaction.markPlanned();
            large.relieve(planner, transaction.id(), lsn);
        }
    }

    private void adHoc(List<? extends SourceChange> read, long lsn) throws InterruptedException {
        List<? extends SourceChange> rows = adHocRows.admit(read);
        if (open == null) {
            pour(rows, lsn);
        } else {
            within(open, rows, lsn);
        }
    }

    private void end(SourceEvent.End end) throws InterruptedException {
        OpenTransaction transaction = open;
        if (transaction == null || !transaction.id().equals(end.transactionId())) {
            throw new DeliveryException("The END of transaction " + end.transactionId() + " at LSN "
                    + Position.format(end.position().commitLsn()) + " arrived without its BEGIN. Remove any transform "
                    + "that drops records of the topic \"….transaction\", then restart; nothing is lost.");
        }
        if (end.position().commitLsn() <= gatheredLsn()) {
            voidOpenTransaction();
            return;
        }
        pour(transaction.held(), end.position().commitLsn());
        planner.end();
        open = null;
        transactions++;
        complete = end.position();
        if (limits.isReached(planner)) {
            deliver();
        }
    }

    /** The last transaction that is in the target or waits to be: a restarted connector may send either again. */
    private long gatheredLsn() {
        return complete == null ? appliedLsn : complete.commitLsn();
    }

    private void pour(List<? extends SourceChange> changes, long lsn) throws InterruptedException {
        planner.readAhead(table -> blocking.isAhead(table, lsn));
        for (SourceChange change : changes) {
            letters.plan(change, lsn, planner);
        }
    }

    private void startSnapshot(SourceEvent.SnapshotStarted started) throws InterruptedException {
        snapshot = started.kind();
        switch (snapshot) {
            case INITIAL -> stage.start();
            case BLOCKING -> blocking.begin(started.tables());
        }
    }

    private void snapshotRow(SourceEvent.SnapshotRow row) throws InterruptedException {
        switch (snapshot) {
            case INITIAL -> stage.add(row.insert());
            case BLOCKING -> changes(new SourceEvent.Changes(null, 0, List.of(row.insert())));
        }
    }

    private void completeSnapshot(Position position) throws InterruptedException {
        SnapshotKind completed = snapshot;
        snapshot = SnapshotKind.INITIAL;
        switch (completed) {
            case INITIAL -> {
                stage.complete(planner, position);
                applied(position);
                blocking.forget();
            }
            case BLOCKING -> blocking.sent();
        }
    }

    private void deliver() throws InterruptedException {
        if (planner.rows() == 0 && complete == null) {
            return;
        }
        if (large.isEmpty()) {
            mirror.apply(planner.build(), complete);
        } else {
            large.apply(planner.build(), complete);
        }
        if (complete != null) {
            applied(complete);
        }
    }

    private void applied(Position position) {
        mirror.metrics().reached(position, transactions, clock.instant());
        transactions = 0;
        appliedLsn = position.commitLsn();
        complete = null;
        written = clock.instant();
    }

    private boolean isPositionDue() {
        return complete != null && Duration.between(written, clock.instant()).compareTo(POSITION_INTERVAL) >= 0;
    }
}
