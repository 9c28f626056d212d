package io.debezium.server.turso.table;

/**
 * A table, or one of its partitions, of which old rows come with other columns than those of the table's key.
 *
 * @param oid its identity in the database
 */
public record Misidentified(long oid, TableId id) {}
