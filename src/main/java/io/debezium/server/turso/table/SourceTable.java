package io.debezium.server.turso.table;

import java.util.List;

/**
 * A table as an event shows it.
 *
 * @param key names of the key columns in key order; empty if the event has no key
 */
public record SourceTable(TableId id, List<SourceColumn> columns, List<String> key) {
    public SourceTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
