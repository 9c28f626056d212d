package io.debezium.server.turso.plan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.IndexShape;
import io.debezium.server.turso.table.TableShape;

/** Names in the target that are not free: SQLite keeps tables and indexes in one namespace, whatever their case. */
final class TakenNames {
    private final Set<String> taken = new HashSet<>();

    private TakenNames() {}

    /** Those of the other tables with their indexes, and of {@code table}. */
    static TakenNames of(Catalog others, String table) {
        TakenNames names = new TakenNames();
        names.add(table);
        for (TableShape other : others.tables().values()) {
            names.add(other.name());
            other.indexes().stream().map(IndexShape::name).forEach(names::add);
        }
        return names;
    }

    /** The name, or with a number the first one that is free; not free from now on. */
    String take(String name) {
        String free = name;
        for (int number = 2; !add(free); number++) {
            free = name + '_' + number;
        }
        return free;
    }

    private boolean add(String name) {
        return taken.add(name.toLowerCase(Locale.ROOT));
    }
}
