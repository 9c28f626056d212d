package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.plan.ChangeImage;
import io.debezium.server.turso.plan.RowException;
import io.debezium.server.turso.plan.RowImage;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.table.TableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets rows aside that cannot be applied, in {@code _cdc_dead_letters}, so that the rest of their transaction can be; or
 * does not, and they stop the sink.
 *
 * <p>A dead letter is written by the transaction that its row is left out of. There may be only so many in the target:
 * more are not bad luck with a row, but a fault that concerns all of them.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String ACTION = "dead letter";

    private final String source;
    private final long most;
    private Count inTarget = () -> 0;
    private long waiting;
    private long planned;

    /** Asks the target how many there are: its users delete them. */
    @FunctionalInterface
    interface Count {
        long now() throws InterruptedException;
    }

    private DeadLetters(String source, long most) {
        this.source = source;
        this.most = most;
    }

    /** A row that cannot be applied stops the sink. */
    public static DeadLetters refused() {
        return new DeadLetters("", 0);
    }

    /**
     * Up to {@code most} rows are set aside.
     *
     * @param source the connector's topic prefix
     */
    public static DeadLetters upTo(long most, String source) {
        return new DeadLetters(source, most);
    }

    boolean accepted() {
        return most > 0;
    }

    /** Whether {@code failure} is of one of {@code steps}, and may be the fault of a row that can be set aside. */
    boolean accept(Failure failure, List<Step> steps) {
        return accepted()
                && FailurePolicy.of(failure.kind()).action() == FailurePolicy.Action.STOP_OR_DEAD_LETTER
                && failure.step() >= 0
                && failure.step() < steps.size();
    }

    /** Counts those that are there. */
    void count(Count letters) throws InterruptedException {
        inTarget = letters;
        waiting = letters.now();
    }

    /** How many there are in the target, as far as it is known here. */
    long waiting() {
        return waiting;
    }

    /**
     * Has {@code planner} take {@code change}, or the dead letter of it.
     *
     * @param lsn where it was met
     */
    void plan(SourceChange change, long lsn, BatchPlanner planner) throws InterruptedException {
        try {
            planner.add(change);
        } catch (RowException e) {
            if (!accepted() || !(change instanceof Change row)) {
                throw e;
            }
            planned++;
            requireRoom(planned, e.sentence());
            Step letter = letter(row.table().id(), ChangeImage.of(row), e.sentence(), lsn);
            planner.add(letter, 2 * row.weight());
        }
    }

    /** What was planned is void, or written. */
    void forgetPlanned() {
        planned = 0;
    }

    /** The dead letter of the only row of {@code step}. */
    Step letter(Step step, RowImage row, Failure failure, long lsn) {
        return letter(step.table(), row, failure.kind() + ": " + failure.detail(), lsn);
    }

    private Step letter(TableId table, RowImage row, String error, long lsn) {
        return new Step(table, ACTION, DeadLetterTable.insert(source, table, row, error, lsn));
    }

    /** Stops the sink if {@code steps}, or what is planned, would leave too many in the target. */
    void requireRoom(List<Step> steps, String error) throws InterruptedException {
        requireRoom(count(steps), error);
    }

    private void requireRoom(long more, String error) throws InterruptedException {
        if (waiting + more > most) {
            waiting = inTarget.now();
        }
        if (waiting + more > most) {
            throw new DeliveryException(
                    "More than " + most + " rows cannot be applied, the last one because: " + error
                            + " Look at _cdc_dead_letters in Turso and mend the cause, or raise debezium.sink.turso.error.max;"
                            + " deleting dead letters makes room, too. Then start the server again: the position has not moved.");
        }
    }

    /** {@code steps} are applied. */
    void applied(List<Step> steps, long lsn) {
        long letters = count(steps);
        if (letters > 0) {
            waiting += letters;
            LOG.warn(
                    "{} rows could not be applied at LSN {} and were set aside in _cdc_dead_letters, which holds {} now "
                            + "(debezium.sink.turso.error.max is {}). The mirror differs from the source in these rows.",
                    letters,
                    Position.format(lsn),
                    waiting,
                    most);
        }
    }

    private static long count(List<Step> steps) {
        return steps.stream().filter(step -> step.action().equals(ACTION)).count();
    }
}
