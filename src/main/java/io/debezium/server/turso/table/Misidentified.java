package io.debezium.server.turso.table;

import java.util.List;

/**
 * A table, or one of its partitions, of which old rows come with other columns than those of the table's key.
 *
 * @param oid its identity in the database
 * @param columns names of those that they come with, in alphabetical order
 */
public record Misidentified(long oid, TableId id, List<String> columns) {
    /** Copies the list. */
    public Misidentified {
        columns = List.copyOf(columns);
    }
}
