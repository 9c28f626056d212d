package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

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

    /** What {@code mapping} makes of each table. */
    Map<TableId, TableShape> shapes(Function<SourceTable, TableShape> mapping) {
        return tables.stream()
                .collect(Collectors.toMap(table -> table.definition().id(), table -> mapping.apply(table.table())));
    }

    /** The changes that remove from {@code mirror} what is no table of the source: neither staged nor in its catalog. */
    List<SchemaChange.Dropped> gone(Catalog mirror, Catalog staged) {
        Set<TableId> present =
                tables.stream().map(table -> table.definition().id()).collect(Collectors.toSet());
        return mirror.tables().entrySet().stream()
                .filter(entry -> covered.test(entry.getKey())
                        && !present.contains(entry.getKey())
                        && staged.find(entry.getKey()).isEmpty())
                .map(entry -> new SchemaChange.Dropped(entry.getValue().oid(), entry.getKey()))
                .toList();
    }
}
