package io.debezium.server.turso.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;

/** Tables in memory, made by decoded events alone: whole transactions at their END, snapshots as they come. */
final class ReplayedTables {
    private final Map<TableId, List<Map<String, @Nullable Object>>> tables = new HashMap<>();
    private final List<Change> open = new ArrayList<>();
    final List<Change> applied = new ArrayList<>();
    final List<Position> positions = new ArrayList<>();
    final List<SourceEvent> snapshots = new ArrayList<>();

    /** Where Debezium may resume after {@code event}; null if it ends nothing. */
    @Nullable
    Position replay(SourceEvent event) {
        return switch (event) {
            case SourceEvent.Begin begin -> forget();
            case SourceEvent.Changes changes -> hold(changes.changes());
            case SourceEvent.End end -> commit(end.position());
            case SourceEvent.SnapshotRow row -> apply(row.insert());
            case SourceEvent.SnapshotStarted started -> snapshot(started, null);
            case SourceEvent.SnapshotCompleted completed -> snapshot(completed, completed.position());
            case SourceEvent.TableScan scan -> null;
            case SourceEvent.Heartbeat heartbeat -> null;
            case SourceEvent.Nothing nothing -> null;
        };
    }

    List<Map<String, @Nullable Object>> rows(TableId id) {
        return tables.computeIfAbsent(id, unseen -> new ArrayList<>());
    }

    private @Nullable Position forget() {
        open.clear();
        return null;
    }

    private @Nullable Position hold(List<? extends SourceChange> changes) {
        changes.forEach(change -> open.add((Change) change));
        return null;
    }

    private @Nullable Position snapshot(SourceEvent event, @Nullable Position position) {
        snapshots.add(event);
        return position;
    }

    private Position commit(Position position) {
        open.forEach(this::apply);
        applied.addAll(open);
        open.clear();
        positions.add(position);
        return position;
    }

    private @Nullable Position apply(Change change) {
        SourceTable table = change.table();
        List<Map<String, @Nullable Object>> rows = rows(table.id());
        switch (change) {
            case Change.Insert insert -> rows.add(values(table, insert.row(), Map.of()));
            case Change.Update update -> {
                Map<String, @Nullable Object> old =
                        update.before() == null || !table.key().isEmpty()
                                ? take(rows, keyOf(table, values(table, update.after(), Map.of())))
                                : take(rows, values(table, update.before(), Map.of()));
                rows.add(values(table, update.after(), old));
            }
            case Change.KeyChange moved ->
                rows.add(values(table, moved.after(), take(rows, key(table, moved.oldKey()))));
            case Change.Delete delete ->
                take(
                        rows,
                        delete.before() == null || !table.key().isEmpty()
                                ? key(table, delete.key())
                                : values(table, delete.before(), Map.of()));
            case Change.Truncate truncate -> rows.clear();
        }
        return null;
    }

    /** Takes out the one row that has {@code wanted} among its values. */
    private static Map<String, @Nullable Object> take(
            List<Map<String, @Nullable Object>> rows, Map<String, @Nullable Object> wanted) {
        for (Map<String, @Nullable Object> row : rows) {
            if (row.entrySet().containsAll(wanted.entrySet())) {
                rows.remove(row);
                return row;
            }
        }
        throw new AssertionError("no row like " + wanted.keySet());
    }

    private static Map<String, @Nullable Object> keyOf(SourceTable table, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>(row);
        key.keySet().retainAll(table.key());
        return key;
    }

    private static Map<String, @Nullable Object> key(SourceTable table, Row cells) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        for (int i = 0; i < cells.cells().size(); i++) {
            key.put(table.key().get(i), value(cells.cells().get(i), null));
        }
        return key;
    }

    private static Map<String, @Nullable Object> values(SourceTable table, Row row, Map<String, @Nullable Object> old) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String column = table.columns().get(i).name();
            values.put(column, value(row.cells().get(i), old.get(column)));
        }
        return values;
    }

    private static @Nullable Object value(Cell cell, @Nullable Object old) {
        return switch (cell) {
            case Cell.Present present -> present.value();
            case Cell.Null none -> null;
            case Cell.Unavailable unavailable -> old;
        };
    }
}
