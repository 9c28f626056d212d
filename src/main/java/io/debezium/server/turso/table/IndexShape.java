package io.debezium.server.turso.table;

import java.util.List;

/**
 * An index of a target table.
 *
 * @param name as it stands in the target
 * @param source its name in the source, in the schema of its table
 * @param columns {@code attnum} of its columns in order, negative for descending
 * @param filter number of the column that is not null in all of its rows, negative if it is null there; 0 if it has all rows
 */
public record IndexShape(String name, String source, List<Integer> columns, int filter) {
    /** Copies the numbers. */
    public IndexShape {
        columns = List.copyOf(columns);
    }
}
