package io.debezium.server.turso.sql;

/** What is known about a transaction after it was sent. */
public sealed interface Outcome {

    /** The target answered its COMMIT. */
    record Committed() implements Outcome {}

    /** The fence refused; nothing of this attempt was applied. Whether an earlier attempt was, the fence's row tells. */
    record Fenced() implements Outcome {}

    /** The target answered, and nothing was applied. */
    record NotCommitted(Failure failure) implements Outcome {}

    /** No usable answer came: it may have been applied, or may still be. */
    record Unknown(Failure failure) implements Outcome {}
}
