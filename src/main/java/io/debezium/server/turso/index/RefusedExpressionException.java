package io.debezium.server.turso.index;

/** An expression that does not mean the same in the target, or is none that is known. */
public final class RefusedExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code reason} says what the index does, as in "it calls md5"; it shows no literal. */
    public RefusedExpressionException(String reason) {
        super(reason, null, false, false);
    }

    static RefusedExpressionException unknown() {
        return new RefusedExpressionException("it computes what the sink does not know");
    }
}
