package io.debezium.server.turso.type;

/**
 * A column's type as Postgres' catalog has it, under all domains.
 *
 * @param name {@code pg_type.typname}: int4, varchar, _text
 * @param modifier {@code atttypmod}; -1 for none
 * @param element the element type's name for an array, else empty
 */
public record CatalogType(String name, int modifier, String element) {}
