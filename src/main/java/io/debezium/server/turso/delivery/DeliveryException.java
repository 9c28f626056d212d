package io.debezium.server.turso.delivery;

/** The sink stops: the message says what happened, where, and what to do. The position has not moved. */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code message} is for the operator. */
    public DeliveryException(String message) {
        super(message);
    }
}
