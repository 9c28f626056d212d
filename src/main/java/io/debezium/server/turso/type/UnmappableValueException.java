package io.debezium.server.turso.type;

/** A type or value that cannot be stored exactly; the message says why, without the value. */
public final class UnmappableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code reason} completes "column x of table y …". */
    public UnmappableValueException(String reason) {
        super(reason);
    }
}
