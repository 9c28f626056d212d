package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.table.MappedTable;
import org.jspecify.annotations.Nullable;

/**
 * Folds changes of a keyed table to one pending state per key.
 *
 * <p>A key has one row at a time at the source as well: a table whose key is deferrable counts as keyless.
 */
final class KeyedFold implements TableFold {

    /** What a key's row shall be. */
    private sealed interface Pending {
        record Gone() implements Pending {}

        record Complete(MappedRow row) implements Pending {}

        /** The target's row with some columns changed. */
        record Partial(MappedRow row) implements Pending {}
    }

    private static final Pending.Gone GONE = new Pending.Gone();

    private final MappedTable table;
    private final PlanLimits limits;
    private final StatementWriter writer;
    private final BooleanSupplier readAhead;
    private final Map<RowKey, Pending> pending = new LinkedHashMap<>();

    /** Rows that get another key once what is pending is written; by the columns that they bring. */
    private final Map<List<Integer>, List<Keyed>> moves = new LinkedHashMap<>();

    /** The places that these leave and take, each in one of them: so they can move in any order. */
    private final Set<RowKey> moving = new HashSet<>();

    private int moved;

    KeyedFold(MappedTable table, PlanLimits limits, StatementWriter writer, BooleanSupplier readAhead) {
        this.table = table;
        this.limits = limits;
        this.writer = writer;
        this.readAhead = readAhead;
    }

    @Override
    public void apply(Change event) {
        switch (event) {
            case Change.Insert insert -> put(MappedRow.of(table, insert.row()));
            case Change.Update update -> change(null, update.before(), MappedRow.of(table, update.after()));
            case Change.Delete delete -> put(oldKey(delete.key(), delete.before()), GONE);
            case Change.KeyChange change ->
                change(change.oldKey(), change.before(), MappedRow.of(table, change.after()));
            case Change.Truncate truncate -> truncate();
        }
        if (pending() >= limits.foldRows()) {
            flush();
        }
    }

    @Override
    public int pending() {
        return pending.size() + moved;
    }

    @Override
    public void flush() {
        List<RowKey> deleted = new ArrayList<>();
        List<MappedRow> complete = new ArrayList<>();
        Map<List<Integer>, List<Keyed>> partial = new LinkedHashMap<>();
        pending.forEach((key, state) -> {
            switch (state) {
                case Pending.Gone gone -> deleted.add(key);
                case Pending.Complete whole -> complete.add(whole.row());
                case Pending.Partial part ->
                    partial.computeIfAbsent(StatementWriter.available(part.row()), columns -> new ArrayList<>())
                            .add(new Keyed(key, part.row()));
            }
        });
        pending.clear();
        writer.delete(deleted);
        writer.upsert(complete);
        partial.forEach(writer::update);
        moves.forEach(writer::changeKeys);
        forgetMoves();
    }

    private void forgetMoves() {
        moves.clear();
        moving.clear();
        moved = 0;
    }

    /**
     * The old key, if the source sent one. The connector reads keys from the catalog of today, so an event may show
     * another than its row was written under; that one's columns are then in the old row.
     */
    private @Nullable RowKey findOldKey(@Nullable Row key, @Nullable Row before) {
        if (key != null && table.isKeyOfEvents()) {
            return MappedRow.key(table, key);
        }
        return before == null || table.isKeyOfEvents() ? null : MappedRow.keyOf(table, before);
    }

    private RowKey oldKey(Row key, @Nullable Row before) {
        RowKey old = findOldKey(key, before);
        if (old == null) {
            throw new RowException(
                    "A deleted row of table " + table.source().id()
                            + " came without its old key. Please report this as a defect; a new snapshot of the table mends it.");
        }
        return old;
    }

    private void change(@Nullable Row key, @Nullable Row before, MappedRow after) {
        RowKey old = findOldKey(key, before);
        if (old == null || old.equals(after.keyIn(table))) {
            put(after);
        } else {
            changeKey(old, after);
        }
    }

    private void put(MappedRow row) {
        RowKey key = row.keyIn(table);
        if (row.isComplete()) {
            put(key, new Pending.Complete(row));
            return;
        }
        settle(key);
        Pending merged =
                switch (pending.get(key)) {
                    case null -> new Pending.Partial(row);
                    case Pending.Complete before -> new Pending.Complete(row.over(before.row()));
                    case Pending.Partial before -> new Pending.Partial(row.over(before.row()));
                    case Pending.Gone gone ->
                        throw new RowException("Table "
                                + table.source().id()
                                + " has a change of a row that was deleted before it. Please report "
                                + "this as a defect; a new snapshot of the table mends it.");
                };
        pending.put(key, merged);
    }

    private void put(RowKey key, Pending state) {
        settle(key);
        pending.put(key, state);
    }

    /** What follows on a row that moves must find it where it goes. */
    private void settle(RowKey key) {
        if (moving.contains(key.place(table))) {
            flush();
        }
    }

    private void changeKey(RowKey oldKey, MappedRow after) {
        RowKey newKey = after.keyIn(table);
        boolean stays = oldKey.place(table).equals(newKey.place(table));
        if (!stays && !after.isComplete() && readAhead.getAsBoolean()) {
            leaveMoved(oldKey, newKey);
            return;
        }
        MappedRow row = pending.get(oldKey) instanceof Pending.Complete before ? after.over(before.row()) : after;
        if (row.isComplete()) {
            put(oldKey, GONE);
            put(newKey, new Pending.Complete(row));
        } else {
            // Only the target has the unchanged TOAST values: the row itself must move.
            settle(oldKey);
            settle(newKey);
            moving.add(oldKey.place(table));
            moving.add(newKey.place(table));
            moved++;
            moves.computeIfAbsent(StatementWriter.available(row), columns -> new ArrayList<>())
                    .add(new Keyed(oldKey, row));
        }
    }

    /**
     * What is under the old key may be a later row with other values. What is under the new one is the row itself, as the
     * snapshot has read it, unless that has gone with another row which had the key before.
     */
    private void leaveMoved(RowKey oldKey, RowKey newKey) {
        flush();
        writer.requireRow(newKey);
        writer.delete(List.of(oldKey));
    }

    private void truncate() {
        pending.clear();
        forgetMoves();
        writer.truncate();
    }
}
