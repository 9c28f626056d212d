package io.debezium.server.turso.source;

/** The source did not answer a question without which the sink would have to guess. */
public final class SourceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code what} was asked for, to begin a sentence. */
    SourceUnavailableException(String what, Exception cause) {
        super(
                what + " could not be looked up in Postgres' catalog (" + cause.getMessage()
                        + "). The position does not move. Start the server again when Postgres answers.",
                cause);
    }
}
