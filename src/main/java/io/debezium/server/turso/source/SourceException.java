package io.debezium.server.turso.source;

/** The source database cannot be asked. The message is a sentence for the user, without the password. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
