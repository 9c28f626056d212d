package io.debezium.server.turso.table;

import java.util.Set;

/**
 * A table as the source's catalog has it now, which may be ahead of its events.
 *
 * @param filled numbers of the columns that may have got values without their rows being sent: with a default,
 *     NOT NULL, or generated
 * @param younger whether its columns may be younger than the row that was taken for one of theirs
 */
public record PresentTable(TableDefinition definition, Set<Integer> filled, boolean younger) {
    /** Copies the numbers. */
    public PresentTable {
        filled = Set.copyOf(filled);
    }

    /** Whether nobody can tell any more what rows have that are older than the column. */
    public boolean hasUnknown(ColumnDefinition column) {
        return column.missing().isEmpty() && filled.contains(column.number());
    }
}
