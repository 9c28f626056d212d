package io.debezium.server.turso.table;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.debezium.server.turso.type.PostgresText;

/**
 * A table as Postgres' catalog has it.
 *
 * @param oid its identity in the database, which renames do not change
 * @param partitioned whether its rows are in partitions
 * @param partition whether it is one itself
 * @param columns in the order of their numbers
 * @param key numbers of the columns that identify a row, in key order: the primary key's, else those of the replica
 *     identity's index; empty if there is neither
 * @param primary whether they are the primary key's
 * @param misidentified itself, or those of its partitions, of which old rows come with other columns than those of the key
 * @param unsent those of its partitions whose changes never come
 */
public record TableDefinition(
        long oid,
        TableId id,
        boolean partitioned,
        boolean partition,
        List<ColumnDefinition> columns,
        List<Integer> key,
        boolean primary,
        List<IndexDefinition> indexes,
        List<Misidentified> misidentified,
        List<UnsentPartition> unsent) {
    /** Copies the lists. */
    public TableDefinition {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        indexes = List.copyOf(indexes);
        misidentified = List.copyOf(misidentified);
        unsent = List.copyOf(unsent);
    }

    /** A table of which all changes come, and old rows with the columns of the key, or whole. */
    public TableDefinition(
            long oid,
            TableId id,
            boolean partitioned,
            boolean partition,
            List<ColumnDefinition> columns,
            List<Integer> key,
            List<IndexDefinition> indexes) {
        this(oid, id, partitioned, partition, columns, key, !key.isEmpty(), indexes, List.of(), List.of());
    }

    /** The table in the terms of events, with values as the texts that Postgres prints. */
    public SourceTable asSourceTable() {
        List<SourceColumn> texts = columns.stream()
                .map(column -> new SourceColumn(column.name(), PostgresText.schema(column.type(), !column.notNull())))
                .toList();
        return new SourceTable(id, texts, keyNames());
    }

    /** The same without some columns. */
    public TableDefinition without(Predicate<ColumnDefinition> excluded) {
        List<ColumnDefinition> left = columns.stream().filter(excluded.negate()).toList();
        return new TableDefinition(oid, id, partitioned, partition, left, key, primary, indexes, misidentified, unsent);
    }

    /** The same under another name. */
    public TableDefinition named(TableId newId) {
        return new TableDefinition(
                oid, newId, partitioned, partition, columns, key, primary, indexes, misidentified, unsent);
    }

    /** The same with another key. */
    public TableDefinition keyed(List<Integer> newKey, boolean newPrimary) {
        return new TableDefinition(
                oid, id, partitioned, partition, columns, newKey, newPrimary, indexes, misidentified, unsent);
    }

    /** The SQL by which old rows come whole, of all tables that are {@link #misidentified}. */
    public String identityRepair() {
        return misidentified.stream()
                .map(table -> "ALTER TABLE " + table.id().quoted() + " REPLICA IDENTITY FULL;")
                .collect(Collectors.joining(" "));
    }

    /** Names of the key's columns in key order. */
    public List<String> keyNames() {
        return key.stream()
                .flatMap(number -> columns.stream().filter(column -> column.number() == number))
                .map(ColumnDefinition::name)
                .toList();
    }
}
