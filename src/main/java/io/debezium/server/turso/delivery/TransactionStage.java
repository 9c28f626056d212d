package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.RowImage;
import io.debezium.server.turso.plan.RowStatement;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
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
    private final DeadLetters letters;
    private final StagedSteps steps;
    private Staged staged = Staged.NONE;

    /**
     * An empty stage.
     *
     * @param limits of one transaction that stages rows
     * @param memoryBytes weight of a plan from which on it is staged
     */
    public TransactionStage(Mirror mirror, StreamLimits limits, long memoryBytes, DeadLetters letters) {
        this.letters = letters;
        this.mirror = mirror;
        this.steps = new StagedSteps(mirror.source());
        this.limits = limits;
        this.memoryBytes = memoryBytes;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Moves here what {@code planner} holds, the last of it from {@code lsn}, if that has become too much. */
    void relieve(BatchPlanner planner, String transactionId, long lsn) throws InterruptedException {
        if (planner.weight() < memoryBytes) {
            return;
        }
        if (isEmpty()) {
            LOG.info(
                    "Source transaction {} is larger than debezium.sink.turso.transaction.memory.bytes: its rows are "
                            + "staged in _cdc_staged, and applied in one transaction at its end.",
                    transactionId);
        }
        stage(planner.drain(), lsn);
        mirror.metrics().staged(staged.bytes());
    }

    private void stage(List<Step> drained, long lsn) throws InterruptedException {
        StagingBatch batch = new StagingBatch(lsn);
        for (Step original : drained) {
            StagedSteps.Arguments arguments = steps.add(original);
            long number = arguments.first();
            for (SqlValue argument : arguments.arguments()) {
                batch.add(new Staging(original, arguments.place(), number++), argument);
            }
            if (batch.bytes >= limits.bytes()) {
                batch.run();
                batch = new StagingBatch(lsn);
            }
        }
        batch.run();
    }

    /** Where a value belongs: the step that carried it, the place of the step that takes it, its number. */
    private record Staging(Step original, int place, long number) {}

    /** Values on their way to {@code _cdc_staged}; a row of which one is refused becomes a dead letter. */
    private final class StagingBatch implements Remedy {
        private final long lsn;
        private final List<Step> inserts = new ArrayList<>();
        private final List<Staging> stagings = new ArrayList<>();
        private long bytes;

        StagingBatch(long lsn) {
            this.lsn = lsn;
        }

        void add(Staging staging, SqlValue value) {
            long size = StagedSteps.size(value);
            stagings.add(staging);
            inserts.add(insert(staging, value));
            staged = staged.plus(size);
            bytes += size;
        }

        void run() throws InterruptedException {
            if (!inserts.isEmpty()) {
                mirror.run(inserts, this);
            }
        }

        /** A statement of several rows is small by its own limit: a target that refuses it would refuse all. */
        @Override
        public boolean mayHelp(Failure failure, List<Step> tried) {
            return letters.accept(failure, tried)
                    && isOneRow(stagings.get(failure.step()).original());
        }

        private static boolean isOneRow(Step step) {
            RowStatement rows = step.rows();
            return rows != null && rows.halves(step.statement().args()).isEmpty();
        }

        @Override
        public List<Step> narrow(List<Step> tried, Failure failure, long none) throws InterruptedException {
            Staging refused = stagings.get(failure.step());
            Step original = refused.original();
            RowImage row = Objects.requireNonNull(original.rows())
                    .image(original.statement().args());
            SqlValue nothing = steps.setAside(original, refused.place(), letters.letter(original, row, failure, lsn));
            letters.requireRoom(steps.all(), failure.detail());
            List<Step> narrowed = new ArrayList<>(tried);
            narrowed.set(failure.step(), insert(refused, nothing));
            return narrowed;
        }

        private Step insert(Staging staging, SqlValue value) {
            return new Step(
                    staging.original().table(),
                    "staging of the " + staging.original().action(),
                    StageTable.insert(mirror.source(), staging.number(), value));
        }
    }

    /** Applies all that is here, then {@code rest}, with the position; then this is empty. */
    void apply(BatchPlan rest, @Nullable Position position) throws InterruptedException {
        List<Step> all = steps.all();
        LOG.info("About {} staged bytes are applied now, by {} statements", staged.bytes(), all.size());
        mirror.apply(rest.after(all), position, staged);
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
        mirror.metrics().staged(0);
    }
}
