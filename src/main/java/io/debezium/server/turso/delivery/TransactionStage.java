package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a source transaction that is too large for memory: its rows wait in the target's {@code _cdc_staged}, where no
 * reader of the mirror looks, and only the statements that take them from there are kept here.
 *
 * <p>So it is applied whole by one transaction whose request is small. Rows are staged behind the fence, as everything
 * is done; what a process that ended has staged is thrown away by the next one.
 */
public final class TransactionStage {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionStage.class);

    private final Mirror mirror;
    private final StreamLimits limits;
    private final long memoryBytes;
    private final List<Step> steps = new ArrayList<>();
    private Staged staged = Staged.NONE;

    /**
     * An empty stage.
     *
     * @param limits of one transaction that stages rows
     * @param memoryBytes weight of a plan from which on it is staged
     */
    public TransactionStage(Mirror mirror, StreamLimits limits, long memoryBytes) {
        this.mirror = mirror;
        this.limits = limits;
        this.memoryBytes = memoryBytes;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Moves here what {@code planner} holds, if that has become too much. */
    void relieve(BatchPlanner planner, String transactionId) throws InterruptedException {
        if (planner.weight() < memoryBytes) {
            return;
        }
        if (isEmpty()) {
            LOG.info(
                    "Source transaction {} is larger than debezium.sink.turso.transaction.memory.bytes: its rows are "
                            + "staged in _cdc_staged, and applied in one transaction at its end.",
                    transactionId);
        }
        stage(planner.drain());
    }

    private void stage(List<Step> drained) throws InterruptedException {
        List<Step> inserts = new ArrayList<>();
        long size = 0;
        for (Step original : drained) {
            StagedStep step = StagedStep.of(original, mirror.source(), staged.values());
            steps.add(step.step());
            for (SqlValue argument : step.arguments()) {
                long bytes = StagedStep.size(argument);
                inserts.add(new Step(
                        original.table(),
                        "staging of the " + original.action(),
                        SystemTables.stage(mirror.source(), staged.values(), argument)));
                staged = staged.plus(bytes);
                size += bytes;
            }
            if (size >= limits.bytes()) {
                mirror.run(inserts);
                inserts.clear();
                size = 0;
            }
        }
        if (!inserts.isEmpty()) {
            mirror.run(inserts);
        }
    }

    /** Applies all that is here, then {@code rest}, with the position; then this is empty. */
    void apply(BatchPlan rest, @Nullable Position position) throws InterruptedException {
        LOG.info("{} staged statements, about {} bytes, are applied now", steps.size(), staged.bytes());
        mirror.apply(rest.after(steps), position, staged);
        forget();
    }

    /** Throws away what is here. */
    void clear() throws InterruptedException {
        if (!staged.isEmpty()) {
            mirror.unstage();
        }
        forget();
    }

    private void forget() {
        steps.clear();
        staged = Staged.NONE;
    }
}
