package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.function.Predicate;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.TableId;

/**
 * What an initial snapshot is of, beyond the rows that it sends.
 *
 * @param covered whether it reads a table of the mirror: one of which it sends no rows has none
 * @param tables the captured tables as the source's catalog had them, with those that are empty
 */
public record SnapshotScope(Predicate<TableId> covered, List<SchemaChange.Observed> tables) {
    public SnapshotScope {
        tables = List.copyOf(tables);
    }
}
