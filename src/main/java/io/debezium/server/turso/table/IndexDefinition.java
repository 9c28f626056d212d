package io.debezium.server.turso.table;

import java.util.List;

/**
 * An index over plain columns.
 *
 * @param columns numbers of its columns in order; negative for descending
 * @param filter number of the column that is not null in all of its rows, negative if it is null there; 0 if it has all rows
 */
public record IndexDefinition(String name, boolean unique, List<Integer> columns, int filter) {
    /** Copies the numbers. */
    public IndexDefinition {
        columns = List.copyOf(columns);
    }
}
