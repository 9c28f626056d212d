package io.debezium.server.turso.sql;

import java.time.Duration;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * Why the target did not do what it was asked.
 *
 * @param kind decides what happens next
 * @param detail what the target or the network said, free of tokens and of values; for the operator
 * @param retryAfter the wait that the target asked for, null if it asked for none
 * @param step index into {@link Transaction#work()} of the statement that failed, -1 if it was none of them
 */
public record Failure(
        FailureKind kind, String detail, @Nullable Duration retryAfter, int step) {

    /** A failure that is no single statement's. */
    public static Failure of(FailureKind kind, String detail) {
        return new Failure(kind, detail, null, -1);
    }

    /** The statement that failed, if it was one. */
    public OptionalInt failedStep() {
        return step < 0 ? OptionalInt.empty() : OptionalInt.of(step);
    }
}
