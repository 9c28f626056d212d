package io.debezium.server.turso.plan;

import java.util.List;

/** One change that cannot be mirrored, though its table can; what was planned before it stands. */
public final class RowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String sentence;

    /** {@code message} is a whole sentence for the operator, without a value. */
    public RowException(String message) {
        super(message);
        this.sentence = message;
    }

    /** Where in a message the columns of a row's key are named; nothing if it has none. */
    static String whoseKey(List<String> key) {
        return key.isEmpty() ? "" : ", whose key is " + String.join(", ", key) + ",";
    }

    /** The message. */
    public String sentence() {
        return sentence;
    }
}
