package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.TableDdl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror in the target, as its one writer sees it: every transaction goes through the fence and is applied exactly
 * once, however often it has to be sent.
 *
 * <p>A claim gives every process a writer of its own: a transaction of an earlier process that is still under way
 * somewhere fails from then on, so that what is read after the claim stays true.
 */
public final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final Target target;
    private final Retry retry;
    private final MirrorReader reader;
    private final DeadLetters letters;
    private final Isolation isolation;
    private final HandMadeReader handMade;
    private final String source;
    private final String writer;
    private final SinkMetrics metrics;
    private long sequence;
    private boolean unresolved;

    /**
     * A mirror that is not yet claimed.
     *
     * @param source the connector's topic prefix
     * @param writer unique for this process
     */
    public Mirror(Target target, Retry retry, DeadLetters letters, String source, String writer, SinkMetrics metrics) {
        this.letters = letters;
        this.reader = new MirrorReader(target, retry, source);
        this.isolation = new Isolation(letters, reader::staged);
        this.handMade = new HandMadeReader(target, retry, reader);
        this.target = target;
        this.retry = retry;
        this.source = source;
        this.writer = writer;
        this.metrics = metrics;
    }

    SinkMetrics metrics() {
        return metrics;
    }

    /** The connector's topic prefix. */
    String source() {
        return source;
    }

    /** Takes the mirror over: creates its system tables where they are missing and reads what they say. */
    public TargetState claim() throws InterruptedException {
        Transaction claim = new Transaction(
                SystemTables.CREATE_POSITION,
                List.of(
                        SchemaTable.CREATE,
                        StageTable.CREATE,
                        DeadLetterTable.CREATE,
                        SystemTables.claim(source, writer)));
        retry.until("taking over the mirror", () -> target.commit(claim));
        letters.count(reader::countDeadLetters);
        metrics.setAside(letters.waiting());
        TargetState state = reader.read();
        sequence = state.sequence();
        return state;
    }

    /** The mirrors beside this one in the same database, by the names of their tables in lower case. */
    Map<String, String> neighbours() throws InterruptedException {
        return reader.neighbours();
    }

    /** Where it is, for messages. */
    String target() {
        return target.description();
    }

    /**
     * Applies {@code plan}, and moves the position with it; returns when the target has both.
     *
     * @param position null to leave the position where it is
     * @throws DeliveryException if it cannot be applied
     */
    public void apply(BatchPlan plan, @Nullable Position position) throws InterruptedException {
        apply(plan, position, Staged.NONE);
    }

    /** The same for a plan that takes what is staged; then nothing is staged any more. */
    void apply(BatchPlan plan, @Nullable Position position, Staged staged) throws InterruptedException {
        // Before it is done: else one that ends in between would not have said it.
        plan.warnings().forEach(warning -> LOG.warn("{}", warning));
        List<Statement> work = new ArrayList<>();
        plan.removedTables().forEach(id -> work.add(SchemaTable.forget(source, id)));
        plan.changedTables().forEach((id, shape) -> work.add(SchemaTable.remember(source, id, shape)));
        if (!staged.isEmpty()) {
            work.add(StageTable.require(source, staged.values()));
            work.add(StageTable.clear(source));
        }
        if (position != null) {
            work.add(SystemTables.move(source, position, metrics.slotLsn()));
        }
        boolean rows = plan.steps().stream().allMatch(step -> step.rows() != null);
        Patience patience = rows ? Patience.of(staged) : Patience.ofTables(staged);
        HandMadeSchema others = new HandMadeSchema(handMade, source, plan.catalog(), isolation);
        commit(others.around(plan.steps()), work, position, patience, others);
        letters.forgetPlanned();
        metrics.applied(plan.counts());
        others.tell();
    }

    /** Runs steps that no reader of the mirror sees; {@code remedy} takes care of rows that the target rejects. */
    void run(List<Step> steps, Remedy remedy) throws InterruptedException {
        commit(steps, List.of(), null, Patience.of(Staged.NONE), remedy);
    }

    /** Remembers in the target which rows are ahead of the position. */
    void remember(ReadAhead ahead) throws InterruptedException {
        commit(
                List.of(),
                List.of(SystemTables.rememberReadAhead(source, ahead)),
                null,
                Patience.of(Staged.NONE),
                isolation);
    }

    /** Remembers in the target which event triggers the source has. */
    public void remember(TriggerMark mark) throws InterruptedException {
        commit(
                List.of(),
                List.of(SystemTables.rememberTriggers(source, mark)),
                null,
                Patience.of(Staged.NONE),
                isolation);
    }

    /** Throws away what is staged. */
    public void unstage() throws InterruptedException {
        commit(List.of(), List.of(StageTable.clear(source)), null, Patience.ofTables(Staged.NONE), isolation);
    }

    /** Drops staging tables. */
    public void drop(List<String> tables) throws InterruptedException {
        commit(
                List.of(),
                tables.stream().map(TableDdl::drop).toList(),
                null,
                Patience.ofTables(Staged.NONE),
                isolation);
    }

    /** Runs {@code steps}, without the rows that cannot be applied if those may be set aside, then {@code rest}. */
    private void commit(
            List<Step> steps, List<Statement> rest, @Nullable Position position, Patience patience, Remedy remedy)
            throws InterruptedException {
        requireResolved();
        unresolved = true;
        long lsn = position == null ? 0 : position.commitLsn();
        String what = describe(steps, position);
        List<Step> possible = steps;
        Optional<Failure> rejected = attempt(what, possible, rest, patience, remedy);
        while (rejected.isPresent()) {
            possible = remedy.narrow(possible, rejected.get(), lsn);
            rejected = attempt(what, possible, rest, patience, remedy);
        }
        sequence++;
        unresolved = false;
        letters.applied(possible, lsn);
        metrics.setAside(letters.waiting());
    }

    private Optional<Failure> attempt(
            String what, List<Step> steps, List<Statement> rest, Patience patience, Remedy remedy)
            throws InterruptedException {
        List<Statement> work = new ArrayList<>(steps.size() + rest.size());
        steps.forEach(step -> work.add(step.statement()));
        work.addAll(rest);
        Statement fence = SystemTables.fence(source, writer, sequence);
        AtomicInteger timeouts = new AtomicInteger();
        return retry.until(what, steps, failure -> remedy.mayHelp(failure, steps), () -> {
            Outcome outcome = target.commit(new Transaction(fence, work, patience.after(timeouts.get())));
            if (outcome instanceof Outcome.Unknown unknown && unknown.failure().kind() == FailureKind.TIMEOUT) {
                timeouts.incrementAndGet();
            }
            return resolve(outcome);
        });
    }

    /** A transaction that was given up may be applied yet; the fence would then take the next one for it. */
    private void requireResolved() {
        if (unresolved) {
            throw new DeliveryException("The outcome of the last transaction on " + target.description()
                    + " is not known. Restart the server: it continues from what the target has.");
        }
    }

    /** Whether a transaction that the fence refused had been applied by an earlier attempt. */
    private Outcome resolve(Outcome outcome) throws InterruptedException {
        if (!(outcome instanceof Outcome.Fenced)) {
            return outcome;
        }
        List<SqlValue> row = reader.position();
        boolean mine = SystemTables.text(row, 2).equals(writer);
        long found = SystemTables.number(row, 1);
        if (mine && found == sequence + 1) {
            return new Outcome.Committed();
        }
        // Who takes a mirror over leaves its sequence as it is: only older data has a lower one.
        if (mine || found < sequence) {
            throw new DeliveryException("The row of _cdc_position in " + target.description()
                    + " is not where this sink left it (sequence " + found + " instead of " + sequence
                    + "): was the database restored or the row changed? Restart the server: it continues from what the"
                    + " target has, or says why it cannot.");
        }
        throw new DeliveryException(
                "Another sink has taken over the mirror \"" + source + "\" in " + target.description()
                        + ". Run one server per mirror; give a second source another debezium.source.topic.prefix.");
    }

    private static String describe(List<Step> steps, @Nullable Position position) {
        return position == null
                ? "a transaction of " + steps.size() + " statements"
                : "the source transactions up to LSN " + Position.format(position.commitLsn());
    }
}
