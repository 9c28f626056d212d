package io.debezium.server.turso.hrana.wire;

/** An answer that is not what the protocol says; its message holds nothing of the answer's content. */
public final class MalformedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the answer. */
    public MalformedAnswerException(String message) {
        super(message);
    }
}
