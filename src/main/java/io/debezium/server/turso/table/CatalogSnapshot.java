package io.debezium.server.turso.table;

import java.util.Set;

/**
 * What a transaction of the source saw when it read the catalog: not what was committed later, perhaps before its own end.
 *
 * @param reader its own number
 * @param end the first number of those that had not ended and were not {@code running} either
 * @param running numbers below {@code end} of transactions that had not ended
 */
public record CatalogSnapshot(long reader, long end, Set<Long> running) {
    /** Copies the set. */
    public CatalogSnapshot {
        running = Set.copyOf(running);
    }

    /** Whether it saw what the transaction of that number has done. */
    public boolean sees(long transaction) {
        return transaction == reader || (transaction < end && !running.contains(transaction));
    }
}
