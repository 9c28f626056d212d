package io.debezium.server.turso.table;

import java.util.List;

/**
 * An index as Postgres' catalog has it.
 *
 * @param oid its identity in the database; 0 if it is not known
 * @param method its kind: btree, hash, gin
 * @param keys what it sorts by, in order
 * @param where the condition of the rows that it has, as Postgres prints it; empty if it has all rows
 * @param exact numbers of the columns whose values are equal where their texts are, letter by letter
 */
public record IndexDefinition(
        long oid, String name, boolean unique, String method, List<Key> keys, String where, List<Integer> exact) {
    /** Copies the lists. */
    public IndexDefinition {
        keys = List.copyOf(keys);
        exact = List.copyOf(exact);
    }

    /**
     * What an index sorts by.
     *
     * @param column number of the column; 0 for an expression
     * @param expression as Postgres prints it; empty for a column
     */
    public record Key(int column, String expression, boolean descending) {}

    /** Numbers of the columns that it sorts by as they are. */
    public List<Integer> columns() {
        return keys.stream().map(Key::column).filter(number -> number != 0).toList();
    }
}
