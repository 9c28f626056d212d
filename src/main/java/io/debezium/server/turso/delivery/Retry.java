package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what failed for reasons that pass, for as long as it takes; says so once when it begins and once when it ends.
 *
 * <p>Repeating is harmless: every transaction is behind the fence.
 */
public final class Retry {
    private static final Duration MOST_ASKED = Duration.ofHours(1);

    private final Backoff backoff;
    private final boolean stopOnRefusal;
    private final RandomGenerator random;
    private final Pause pause;
    private final DeliveryLog log;

    /** Waits; a test's implementation returns at once. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for {@code time}. */
        void sleep(Duration time) throws InterruptedException;
    }

    /** One attempt of a transaction. */
    @FunctionalInterface
    interface Attempt {
        Outcome run() throws InterruptedException;
    }

    /** Which failures an attempt's caller takes care of. */
    @FunctionalInterface
    interface Returned {
        boolean test(Failure failure) throws InterruptedException;
    }

    /** One attempt of a read. */
    @FunctionalInterface
    interface Read<T> {
        T run() throws TargetException, InterruptedException;
    }

    /** {@code stopOnRefusal}: whether to stop where only the operator can mend the cause, instead of waiting for it. */
    public Retry(Backoff backoff, boolean stopOnRefusal, RandomGenerator random, Pause pause, DeliveryLog log) {
        this.backoff = backoff;
        this.stopOnRefusal = stopOnRefusal;
        this.random = random;
        this.pause = pause;
        this.log = log;
    }

    /** Repeats {@code attempt} until it is committed. */
    void until(String what, Attempt attempt) throws InterruptedException {
        until(what, List.of(), attempt);
    }

    /** Repeats {@code attempt} until it is committed; {@code steps} tell which statement of it failed. */
    void until(String what, List<Step> steps, Attempt attempt) throws InterruptedException {
        Optional<Failure> rejected = until(what, steps, failure -> false, attempt);
        if (rejected.isPresent()) {
            throw new IllegalStateException("nothing was to be returned");
        }
    }

    /**
     * Repeats {@code attempt} until it is committed, or has failed in a way that the caller takes care of.
     *
     * @param returned whether a failure is such a one
     * @return that failure; empty if it is committed
     */
    Optional<Failure> until(String what, List<Step> steps, Returned returned, Attempt attempt)
            throws InterruptedException {
        for (int failures = 1; ; failures++) {
            switch (attempt.run()) {
                case Outcome.Committed committed -> {
                    log.succeeded();
                    return Optional.empty();
                }
                case Outcome.Fenced fenced ->
                    throw new IllegalStateException("a fence must be resolved by its attempt");
                case Outcome.NotCommitted failed -> {
                    if (returned.test(failed.failure())) {
                        return Optional.of(failed.failure());
                    }
                    pauseAfter(failed.failure(), failures, what, steps);
                }
                case Outcome.Unknown unknown -> pauseAfter(unknown.failure(), failures, what, steps);
            }
        }
    }

    /** Repeats {@code read} until it has an answer. */
    <T> T read(String what, Read<T> read) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                T result = read.run();
                log.succeeded();
                return result;
            } catch (TargetException e) {
                pauseAfter(e.failure(), failures, what, List.of());
            }
        }
    }

    private void pauseAfter(Failure failure, int failures, String what, List<Step> steps) throws InterruptedException {
        FailurePolicy policy = FailurePolicy.of(failure.kind());
        Duration wait =
                switch (policy.action()) {
                    case RETRY -> backoff.after(failures, random);
                    case RETRY_OR_STOP -> {
                        if (stopOnRefusal) {
                            throw stopped(failure, policy, what, steps);
                        }
                        yield backoff.longest();
                    }
                    case STOP, STOP_OR_DEAD_LETTER -> throw stopped(failure, policy, what, steps);
                };
        Duration longer = longer(wait, failure.retryAfter());
        log.failed(failure, policy.advice(), what, longer);
        pause.sleep(longer);
    }

    /** What the target asks for, within reason: it may ask for years. */
    private Duration longer(Duration wait, @Nullable Duration asked) {
        if (asked == null || asked.compareTo(wait) <= 0) {
            return wait;
        }
        return asked.compareTo(MOST_ASKED) < 0 ? asked : MOST_ASKED;
    }

    private static DeliveryException stopped(Failure failure, FailurePolicy policy, String what, List<Step> steps) {
        String where = failure.step() >= 0 && failure.step() < steps.size()
                ? " in the " + steps.get(failure.step()).action() + " of table "
                        + steps.get(failure.step()).table()
                : "";
        return new DeliveryException("Turso refused " + what + where + " (" + failure.kind() + ": " + failure.detail()
                + "). " + policy.advice() + " The position has not moved; nothing is lost.");
    }
}
