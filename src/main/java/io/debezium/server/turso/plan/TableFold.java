package io.debezium.server.turso.plan;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.table.MappedTable;

/**
 * Collects the changes of one table and writes them as few statements with the same effect.
 *
 * <p>What it has written and not yet written, in that order, always equals the changes it was given, in theirs.
 */
sealed interface TableFold permits KeyedFold, KeylessFold {

    /** Takes one change of the table. */
    void apply(Change change);

    /** Writes what is pending. */
    void flush();

    /** Number of rows pending. */
    int pending();

    /** The fold that suits the table. */
    static TableFold of(MappedTable table, PlanLimits limits, StatementWriter writer) {
        return table.isKeyed() ? new KeyedFold(table, limits, writer) : new KeylessFold(table, limits, writer);
    }
}
