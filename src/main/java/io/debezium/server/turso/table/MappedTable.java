package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.PostgresText;

/**
 * A source table beside its target: column by column in the order of the event.
 *
 * @param shape the target as this event's schema would create it
 * @param mappings one per column
 * @param keyIndexes positions of the key columns, in key order; empty for a keyless table
 */
public record MappedTable(
        SourceTable source, TableShape shape, List<ColumnMapping> mappings, List<Integer> keyIndexes) {
    public MappedTable {
        mappings = List.copyOf(mappings);
        keyIndexes = List.copyOf(keyIndexes);
    }

    /** One whose key holds no value that would be taken for another. */
    static MappedTable of(
            SourceTable source, TableShape shape, List<ColumnMapping> mappings, List<Integer> keyIndexes) {
        List<ColumnMapping> careful = new ArrayList<>(mappings);
        for (int index : keyIndexes) {
            careful.set(index, PostgresText.keyed(source.columns().get(index).schema(), mappings.get(index)));
        }
        return new MappedTable(source, shape, careful, keyIndexes);
    }

    /** The same table under another name in the target. */
    public MappedTable renamed(String targetName) {
        return new MappedTable(source, shape.renamed(targetName), mappings, keyIndexes);
    }

    /**
     * The same table with the key of the target, whatever the event shows.
     *
     * <p>The connector reads keys from the catalog of today: a row written under a key that was dropped or changed later
     * arrives without one, or with another.
     */
    public MappedTable keyedAs(List<String> primaryKey) {
        if (!columnNames().containsAll(primaryKey)) {
            return this;
        }
        List<Integer> indexes = primaryKey.stream().map(columnNames()::indexOf).toList();
        return of(source, new TableShape(shape.name(), shape.columns(), primaryKey), mappings, indexes);
    }

    /** Whether rows can be found by key. */
    public boolean isKeyed() {
        return !keyIndexes.isEmpty();
    }

    /** Whether the key that events show is the table's. */
    public boolean isKeyOfEvents() {
        return source.key().stream().map(TableNaming::fold).toList().equals(shape.primaryKey());
    }

    /** The target's names of all columns. */
    public List<String> columnNames() {
        return shape.columns().stream().map(ColumnShape::name).toList();
    }
}
