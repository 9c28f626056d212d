package io.debezium.server.turso.table;

import java.util.List;
import java.util.Optional;
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
 * @param misidentified the table, or those of its partitions, of which old rows come with other columns than those of the key
 * @param unsent those of its partitions whose changes never come
 */
public record TableDefinition(
        long oid,
        TableId id,
        boolean partitioned,
        boolean partition,
        List<ColumnDefinition> columns,
        List<Integer> key,
        List<IndexDefinition> indexes,
        List<TableId> misidentified,
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
        this(oid, id, partitioned, partition, columns, key, indexes, List.of(), List.of());
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
        return new TableDefinition(oid, id, partitioned, partition, left, key, indexes, misidentified, unsent);
    }

    /**
     * As {@link TableShape#misidentifiedBy}. Partitions are altered at the same time: what the transaction of one has told is
     * not undone by another that did not see it.
     *
     * @param snapshot what this is of; empty if it is of all that was committed before
     * @param before what was known of the table
     */
    public long misidentifiedBy(Optional<CatalogSnapshot> snapshot, long before) {
        if (!misidentified.isEmpty()) {
            return snapshot.map(CatalogSnapshot::reader).orElse(CatalogSnapshot.BEGINNING);
        }
        return snapshot.filter(reading -> !reading.sees(before)).isPresent() ? before : 0;
    }

    /** The SQL by which old rows come whole, of all tables that are {@link #misidentified}. */
    public String identityRepair() {
        return misidentified.stream()
                .map(table -> "ALTER TABLE " + table.quoted() + " REPLICA IDENTITY FULL;")
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
