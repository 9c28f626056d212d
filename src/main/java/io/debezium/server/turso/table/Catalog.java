package io.debezium.server.turso.table;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of the mirror as they stand in the target; immutable. */
public final class Catalog {
    private final Map<TableId, TableShape> tables;

    private Catalog(Map<TableId, TableShape> tables) {
        this.tables = tables;
    }

    /** The catalog of an empty mirror. */
    public static Catalog empty() {
        return new Catalog(Map.of());
    }

    /** The target of a source table, if the mirror has it. */
    public Optional<TableShape> find(TableId id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** The table with that identity in the source, whatever its name. */
    public Optional<TableId> findByOid(long oid) {
        return tables.entrySet().stream()
                .filter(entry -> entry.getValue().oid() != 0 && entry.getValue().oid() == oid)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** This catalog without one table. */
    public Catalog without(TableId id) {
        Map<TableId, TableShape> changed = new LinkedHashMap<>(tables);
        changed.remove(id);
        return new Catalog(changed);
    }

    /** All tables, in the order in which they came. */
    public Map<TableId, TableShape> tables() {
        return java.util.Collections.unmodifiableMap(tables);
    }

    /**
     * This catalog with one table added or replaced.
     *
     * @throws SchemaException if another source table has that target name
     */
    public Catalog with(TableId id, TableShape shape) {
        requireFree(id, shape.name());
        Map<TableId, TableShape> changed = new LinkedHashMap<>(tables);
        changed.put(id, shape);
        return new Catalog(changed);
    }

    /** This catalog, of which the source may have changed every table without telling. */
    public Catalog doubted() {
        return doubted(tables.keySet());
    }

    /** This catalog, of which the source may have changed some tables without telling. */
    public Catalog doubted(Set<TableId> some) {
        Map<TableId, TableShape> doubted = new LinkedHashMap<>(tables);
        some.forEach(id -> doubted.computeIfPresent(id, (same, shape) -> shape.doubted()));
        return new Catalog(doubted);
    }

    /**
     * Checks that no other source table has that target name.
     *
     * @throws SchemaException if one has, naming both and the option to change
     */
    public void requireFree(TableId id, String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        tables.forEach((other, shape) -> {
            if (!other.equals(id) && shape.name().toLowerCase(Locale.ROOT).equals(folded)) {
                throw new SchemaException("Source tables " + other + " and " + id + " would both become \"" + name
                        + "\" in Turso, where names are case-insensitive. Set "
                        + "debezium.sink.turso.collection.name.format so that they differ, or exclude one of them.");
            }
        });
    }
}
