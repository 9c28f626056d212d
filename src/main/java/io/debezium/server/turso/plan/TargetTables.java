package io.debezium.server.turso.plan;

import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SourceTable;

/** Where a source table goes: the mirror's own table, or a place to stage a snapshot. */
@FunctionalInterface
public interface TargetTables {
    /** The mapping of {@code table}. */
    MappedTable map(SourceTable table);
}
