package io.debezium.server.turso.sql;

/** A read on the target that failed. */
public final class TargetException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    /** Wraps {@code failure}; its detail is the message. */
    public TargetException(Failure failure) {
        super(failure.kind() + ": " + failure.detail());
        this.failure = failure;
    }

    /** Why it failed. */
    public Failure failure() {
        return failure;
    }
}
