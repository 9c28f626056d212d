package io.debezium.server.turso.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/** The tables as they are after what is planned, and how they differ from those that the last plan left. */
final class PlannedTables {
    private Catalog before;
    private Catalog after;
    private final Map<TableId, TableShape> changed = new LinkedHashMap<>();
    private final Set<TableId> removed = new HashSet<>();

    PlannedTables(Catalog catalog) {
        this.before = catalog;
        this.after = catalog;
    }

    Catalog catalog() {
        return after;
    }

    Optional<TableShape> find(TableId id) {
        return after.find(id);
    }

    /** Those that differ, as they are. */
    Map<TableId, TableShape> changed() {
        return changed;
    }

    /** Those that are no more. */
    Set<TableId> removed() {
        return removed;
    }

    void put(TableId id, TableShape shape) {
        after = after.with(id, shape);
        changed.put(id, shape);
    }

    /** Goes on with {@code catalog}, which differs in the tables {@code touched}. */
    void become(Catalog catalog, Set<TableId> touched) {
        for (TableId id : touched) {
            Optional<TableShape> shape = catalog.find(id);
            if (shape.isPresent()) {
                changed.put(id, shape.get());
                removed.remove(id);
            } else if (after.find(id).isPresent()) {
                changed.remove(id);
                removed.add(id);
            }
        }
        after = catalog;
    }

    /** A plan has all that differs. */
    void settle() {
        reset(after);
    }

    /** Goes back to what the last plan left. */
    void discard() {
        reset(before);
    }

    /** Starts anew on other tables. */
    void reset(Catalog catalog) {
        before = catalog;
        after = catalog;
        changed.clear();
        removed.clear();
    }
}
