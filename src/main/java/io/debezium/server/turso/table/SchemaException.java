package io.debezium.server.turso.table;

/** A table that cannot be mirrored as it is; the message names it and says what to do. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code message} is a whole sentence for the operator. */
    public SchemaException(String message) {
        super(message);
    }
}
