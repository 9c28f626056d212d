package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaException;
import org.jspecify.annotations.Nullable;

/** Gathers inserts of a table without a key; updates and deletes hit exactly one row equal to the old one. */
final class KeylessFold implements TableFold {
    private final MappedTable table;
    private final PlanLimits limits;
    private final StatementWriter writer;
    private final List<MappedRow> inserted = new ArrayList<>();

    KeylessFold(MappedTable table, PlanLimits limits, StatementWriter writer) {
        this.table = table;
        this.limits = limits;
        this.writer = writer;
    }

    @Override
    public void apply(Change event) {
        switch (event) {
            case Change.Insert insert -> insert(insert.row());
            case Change.Update update -> update(old(update.before()), MappedRow.of(table, update.after()));
            case Change.Delete delete -> {
                flush();
                writer.deleteOne(old(delete.before()));
            }
            // The connector reads keys from the catalog of today: this one came later.
            case Change.KeyChange change -> update(old(change.before()), MappedRow.of(table, change.after()));
            case Change.Truncate truncate -> {
                inserted.clear();
                writer.truncate();
            }
        }
    }

    @Override
    public int pending() {
        return inserted.size();
    }

    @Override
    public void flush() {
        writer.upsert(inserted);
        inserted.clear();
    }

    private void insert(Row row) {
        inserted.add(MappedRow.of(table, row));
        if (inserted.size() >= limits.foldRows()) {
            flush();
        }
    }

    private void update(MappedRow before, MappedRow after) {
        // All of the row may be unchanged TOAST: an UPDATE without a SET is none.
        if (!StatementWriter.available(after).isEmpty()) {
            flush();
            writer.updateOne(before, after);
        }
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
