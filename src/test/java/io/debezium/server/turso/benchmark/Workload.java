package io.debezium.server.turso.benchmark;

import java.util.Locale;

/** What the servers are given to do. */
enum Workload {
    SNAPSHOT,
    ONE_TRANSACTION,
    SMALL_TRANSACTIONS;

    /** Rows of a transaction of {@link #SMALL_TRANSACTIONS}. */
    static final int SMALL_TRANSACTION = 100;

    /** What it is called in the table. */
    String title(int rows) {
        return switch (this) {
            case SNAPSHOT -> String.format(Locale.ROOT, "Snapshot: %,d rows of 6 columns", rows);
            case ONE_TRANSACTION -> String.format(Locale.ROOT, "Backlog: one transaction of %,d rows", rows);
            case SMALL_TRANSACTIONS ->
                String.format(
                        Locale.ROOT,
                        "Backlog: %,d transactions of %d rows",
                        rows / SMALL_TRANSACTION,
                        SMALL_TRANSACTION);
        };
    }
}
