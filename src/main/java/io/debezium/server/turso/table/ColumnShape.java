package io.debezium.server.turso.table;

/**
 * A column of a target table.
 *
 * @param name as it stands in the target
 * @param declaredType as it stands in CREATE TABLE, collation included
 */
public record ColumnShape(String name, String declaredType, boolean notNull) {}
