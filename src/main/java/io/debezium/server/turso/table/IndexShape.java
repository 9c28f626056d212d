package io.debezium.server.turso.table;

import java.util.List;

/**
 * An index of a target table.
 *
 * @param name as it stands in the target
 * @param source its name in the source, in the schema of its table
 * @param columns {@code attnum} of its columns in order, negative for descending
 */
public record IndexShape(String name, String source, List<Integer> columns) {
    /** Copies the numbers. */
    public IndexShape {
        columns = List.copyOf(columns);
    }
}
