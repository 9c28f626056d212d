package io.debezium.server.turso.delivery;

import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.plan.SnapshotSwap;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a snapshot beside the mirror and puts it in place at its end, in one transaction.
 *
 * <p>So a reader sees the tables of before or those of after, never a part, and a row that is gone in the source does
 * not survive a second snapshot. A snapshot that does not end leaves nothing but staging tables, which the next start
 * drops.
 */
public final class SnapshotStage {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStage.class);

    private final Mirror mirror;
    private final BatchPlanner staging;
    private final DeadLetters letters;
    private final StreamLimits limits;
    private final SnapshotScope scope;
    private long rows;
    private long bytes;

    /** {@code staging} plans into tables named with {@link SnapshotSwap#STAGING_PREFIX}. */
    public SnapshotStage(
            Mirror mirror, BatchPlanner staging, DeadLetters letters, StreamLimits limits, SnapshotScope scope) {
        this.mirror = mirror;
        this.scope = scope;
        this.staging = staging;
        this.letters = letters;
        this.limits = limits;
    }

    /** Begins anew: what an interrupted snapshot of this process staged is void. */
    void start() throws InterruptedException {
        staging.discard();
        letters.forgetPlanned();
        drop();
        rows = 0;
        bytes = 0;
        LOG.info("A snapshot begins. Readers see what is there now until its last row has arrived.");
    }

    void add(Change.Insert row) throws InterruptedException {
        letters.plan(row, 0, staging);
        if (limits.isReached(staging)) {
            flush();
        }
    }

    /** Writes what is planned to the staging tables. */
    void flush() throws InterruptedException {
        if (staging.rows() > 0) {
            BatchPlan plan = staging.build();
            ChangeCounts counts = ChangeCounts.ofSnapshot(
                    plan.counts().inserts(), plan.counts().bytes());
            mirror.apply(new BatchPlan(plan.steps(), plan.catalog(), Map.of(), Set.of(), counts), null);
            rows += counts.snapshotRows();
            bytes += counts.bytes();
        }
    }

    /** Puts the staged tables in the place of the mirror's, and moves the position to the snapshot's. */
    void complete(BatchPlanner planner, Position position) throws InterruptedException {
        flush();
        planner.discard();
        SnapshotScope read = scope.of(staging.catalog());
        read.gone(planner.catalog(), staging.catalog()).forEach(planner::add);
        BatchPlan drops = planner.build();
        BatchPlan swap =
                SnapshotSwap.plan(drops.catalog(), staging.catalog(), read.covered(), read.shapes(planner::shapeOf));
        planner.reset(swap.catalog());
        read.tables().forEach(planner::add);
        BatchPlan whole = drops.then(swap).then(planner.build());
        // It copies what was staged where readers have the table open, and makes its indexes.
        mirror.apply(whole, position, new Staged(0, bytes));
        staging.reset(Catalog.empty());
        LOG.info(
                "The snapshot is in place: {} rows in {} tables, as Postgres was at LSN {}. What has changed since follows.",
                rows,
                whole.catalog().tables().size(),
                Position.format(position.commitLsn()));
    }

    private void drop() throws InterruptedException {
        Map<?, TableShape> staged = staging.catalog().tables();
        if (!staged.isEmpty()) {
            mirror.drop(staged.values().stream().map(TableShape::name).toList());
            staging.reset(Catalog.empty());
        }
    }
}
