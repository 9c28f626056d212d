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

/**
 * Loads a snapshot beside the mirror and puts it in place at its end, in one transaction.
 *
 * <p>So a reader sees the tables of before or those of after, never a part, and a row that is gone in the source does
 * not survive a second snapshot. A snapshot that does not end leaves nothing but staging tables, which the next start
 * drops.
 */
public final class SnapshotStage {
    private final Mirror mirror;
    private final BatchPlanner staging;
    private final DeadLetters letters;
    private final StreamLimits limits;
    private final SnapshotScope scope;

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
        }
    }

    /** Puts the staged tables in the place of the mirror's, and moves the position to the snapshot's. */
    void complete(BatchPlanner planner, Position position) throws InterruptedException {
        flush();
        planner.discard();
        scope.gone(planner.catalog(), staging.catalog()).forEach(planner::add);
        BatchPlan drops = planner.build();
        BatchPlan swap =
                SnapshotSwap.plan(drops.catalog(), staging.catalog(), scope.covered(), scope.shapes(planner::shapeOf));
        planner.reset(swap.catalog());
        scope.tables().forEach(planner::add);
        mirror.apply(drops.then(swap).then(planner.build()), position);
        staging.reset(Catalog.empty());
    }

    private void drop() throws InterruptedException {
        Map<?, TableShape> staged = staging.catalog().tables();
        if (!staged.isEmpty()) {
            mirror.drop(staged.values().stream().map(TableShape::name).toList());
            staging.reset(Catalog.empty());
        }
    }
}
