package io.debezium.server.turso.delivery;

/**
 * How much is gathered.
 *
 * @param heldChanges changes of one source transaction that are held one by one; from there on they become statements
 *     while they arrive
 * @param batchRows row changes from which complete transactions are delivered without waiting for more
 */
public record StreamLimits(int heldChanges, int batchRows) {
    public StreamLimits {
        if (heldChanges < 1 || batchRows < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
