package io.debezium.server.turso.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/**
 * What an initial snapshot is of, beyond the rows that it sends.
 *
 * @param covered whether it reads a table of the mirror: one of which it sends no rows has none
 * @param tables the captured tables as the source's catalog had them when the server started, with those that are empty
 * @param present asks the source for the tables that it has now
 */
public record SnapshotScope(
        Predicate<TableId> covered, List<SchemaChange.Observed> tables, Supplier<Collection<TableDefinition>> present) {
    public SnapshotScope {
        tables = List.copyOf(tables);
    }

    /**
     * The scope of a snapshot that is complete. A table without rows may be gone: before the snapshot, since the connector
     * can begin one again, or after it, of which the stream tells. What has another identity than at the start is left out:
     * the stream does not tell what became of it before the snapshot.
     */
    SnapshotScope of(Catalog staged) {
        Map<TableId, TableDefinition> now =
                present.get().stream().collect(Collectors.toMap(TableDefinition::id, Function.identity()));
        return new SnapshotScope(
                covered,
                tables.stream()
                        .filter(table -> Optional.ofNullable(
                                        now.get(table.definition().id()))
                                .map(found -> isSame(table.definition(), found))
                                .orElseGet(() ->
                                        staged.find(table.definition().id()).isPresent()))
                        .toList(),
                present);
    }

    private static boolean isSame(TableDefinition table, TableDefinition now) {
        Map<String, Integer> numbers =
                now.columns().stream().collect(Collectors.toMap(ColumnDefinition::name, ColumnDefinition::number));
        return table.oid() == now.oid()
                && table.columns().stream()
                        .allMatch(column -> numbers.getOrDefault(column.name(), column.number()) == column.number());
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
