package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Folds changes of a table without a key to how many rows of each content come or go.
 *
 * <p>Rows of such a table are nothing but their content: one that changes is one that goes and one that comes.
 */
final class KeylessFold implements TableFold {
    /** Each looks through the whole table. Rows of more copies than this are few, and go one after another. */
    private static final int MOST_PASSES = 16;

    private final MappedTable table;
    private final PlanLimits limits;
    private final StatementWriter writer;

    /** How many more rows there shall be of each; fewer where it is negative. */
    private final Map<MappedRow, Long> pending = new LinkedHashMap<>();

    KeylessFold(MappedTable table, PlanLimits limits, StatementWriter writer) {
        this.table = table;
        this.limits = limits;
        this.writer = writer;
    }

    @Override
    public void apply(Change event) {
        switch (event) {
            case Change.Insert insert -> count(MappedRow.of(table, insert.row()), 1);
            case Change.Update update -> change(update.before(), update.after());
            case Change.Delete delete -> count(old(delete.before()), -1);
            // The connector reads keys from the catalog of today: this one came later.
            case Change.KeyChange change -> change(change.before(), change.after());
            case Change.Truncate truncate -> {
                pending.clear();
                writer.truncate();
            }
        }
        if (pending.size() >= limits.foldRows()) {
            flush();
        }
    }

    @Override
    public int pending() {
        return pending.size();
    }

    @Override
    public void flush() {
        Map<MappedRow, Long> gone = new LinkedHashMap<>();
        List<MappedRow> come = new ArrayList<>();
        pending.forEach((row, count) -> {
            if (count < 0) {
                gone.merge(unsigned(row), -count, Long::sum);
            }
            for (long i = 0; i < count; i++) {
                come.add(row);
            }
        });
        pending.clear();
        deleteCopies(gone);
        writer.upsert(come);
    }

    /** One copy of each row at a time: a statement takes thousands of rows, of whose copies it deletes one. */
    private void deleteCopies(Map<MappedRow, Long> gone) {
        Map<MappedRow, Long> left = gone;
        for (int copy = 0; copy < MOST_PASSES && !left.isEmpty(); copy++) {
            writer.deleteRows(left.keySet());
            Map<MappedRow, Long> more = new LinkedHashMap<>();
            left.forEach((row, count) -> {
                if (count > 1) {
                    more.put(row, count - 1);
                }
            });
            left = more;
        }
        left.forEach(writer::deleteSome);
    }

    private void change(@Nullable Row before, Row after) {
        MappedRow old = old(before);
        // Mapped first: where it cannot be, nothing of the change may be counted.
        MappedRow changed = MappedRow.of(table, after).over(old);
        count(old, -1);
        count(changed, 1);
    }

    private void count(MappedRow row, long change) {
        if (pending.merge(row, change, Long::sum) == 0) {
            pending.remove(row);
        }
    }

    /** To the target both zeros are equal, so of rows that differ in nothing else any may go. */
    private static MappedRow unsigned(MappedRow row) {
        List<@Nullable SqlValue> cells = new ArrayList<>(row.cells());
        cells.replaceAll(cell -> cell instanceof SqlValue.Real real && real.value() == 0 ? SqlValue.of(0.0) : cell);
        return new MappedRow(Collections.unmodifiableList(cells));
    }

    private MappedRow old(@Nullable Row before) {
        if (before == null || !before.isComplete()) {
            throw withoutOldRow();
        }
        return MappedRow.of(table, before);
    }

    private SchemaException withoutOldRow() {
        return new SchemaException("Table " + table.source().id() + " has no primary key and its events do not carry "
                + "the old row. Run ALTER TABLE " + table.source().id() + " REPLICA IDENTITY FULL, or give it a "
                + "primary key, then take a new snapshot of it.");
    }
}
