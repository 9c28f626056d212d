package io.debezium.server.turso.hrana.failure;

/** An HTTP exchange that ended without a complete answer; its cause is the network's exception. */
public final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean written;

    /**
     * Wraps {@code cause}.
     *
     * @param written false only if it is certain that no byte of the request was sent
     */
    public ExchangeException(boolean written, Throwable cause) {
        super(cause);
        this.written = written;
    }

    /** False only if it is certain that no byte of the request was sent. */
    public boolean written() {
        return written;
    }
}
