package io.debezium.server.turso.table;

import java.util.Optional;

import io.debezium.server.turso.type.CatalogType;

/**
 * A column as Postgres' catalog has it.
 *
 * @param number {@code attnum}: its identity within the table, which renames do not change
 * @param generation whether Postgres computes it
 * @param missing the text of what rows have that are older than the column; empty if that is null
 */
public record ColumnDefinition(
        int number, String name, CatalogType type, boolean notNull, Generation generation, Optional<String> missing) {

    /** Whether the connector's stream names the column otherwise than its snapshot: without the quotes around it. */
    public boolean isMisread() {
        char first = name.charAt(0);
        boolean quote = first == '"' || first == '\'' || first == '`';
        return quote && name.length() > 1 && name.charAt(name.length() - 1) == first;
    }

    /** Whether it is a time with its zone, which the mirror has in UTC, or an array of them. */
    public boolean isZonedTime() {
        return type.name().equals("timetz") || type.element().equals("timetz");
    }

    /** Whether Postgres computes it, stored or not. */
    public boolean isGenerated() {
        return generation != Generation.NONE;
    }
}
