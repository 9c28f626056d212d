package io.debezium.server.turso.plan;

import java.util.Optional;

import io.debezium.server.turso.table.CatalogSnapshot;

/**
 * Who tells of a table. Where transactions that change one do not wait for one another, each tells of what it sees: what it
 * does not see, since the other was committed later, stays as the other has told it.
 *
 * @param snapshot what is told is of; empty if it is of all that was committed before
 */
record Teller(Optional<CatalogSnapshot> snapshot) {

    /** Whether it saw what the source's transaction of that number has done; 0 is one that all have seen. */
    boolean sees(long transaction) {
        return transaction == 0
                || snapshot.filter(reading -> !reading.sees(transaction)).isEmpty();
    }

    /** The number of its own transaction; 0 if all have seen what it tells. */
    long number() {
        return snapshot.map(CatalogSnapshot::reader).orElse(0L);
    }

    /** Whether nobody is left who could tell of the table without having seen what the transaction of that number has done. */
    boolean isSeenByAll(long transaction) {
        boolean ended = transaction != number() && sees(transaction);
        boolean alone = snapshot.filter(reading -> !reading.running().isEmpty()).isEmpty();
        return transaction == 0 || (ended && alone);
    }
}
