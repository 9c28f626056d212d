package io.debezium.server.turso.plan;

import java.util.function.BooleanSupplier;

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

    /** The fold that suits the table; {@code readAhead}: whether the target may have rows of later changes. */
    static TableFold of(MappedTable table, PlanLimits limits, StatementWriter writer, BooleanSupplier readAhead) {
        return table.isKeyed()
                ? new KeyedFold(table, limits, writer, readAhead)
                : new KeylessFold(table, limits, writer);
    }
}
