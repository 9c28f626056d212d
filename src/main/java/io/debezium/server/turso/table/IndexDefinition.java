package io.debezium.server.turso.table;

import java.util.List;

/**
 * An index over plain columns.
 *
 * @param columns numbers of its columns in order; negative for descending
 */
public record IndexDefinition(String name, boolean unique, List<Integer> columns) {
    /** Copies the numbers. */
    public IndexDefinition {
        columns = List.copyOf(columns);
    }
}
