package io.debezium.server.turso.index;

/**
 * A column that an index may use.
 *
 * @param name as in the source
 * @param number its {@code attnum}, which renames do not change
 */
public record IndexColumn(String name, int number, ValueKind kind) {}
