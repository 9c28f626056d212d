package io.debezium.server.turso.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import org.jspecify.annotations.Nullable;

/** Changes in an order that Postgres could have sent, and what the tables are after each. Equal seeds, equal programs. */
public final class RandomProgram {
    private static final int LARGE = 300;

    private final Random random;
    private final List<TableModel> tables = new ArrayList<>();

    /** A program over one to three tables. */
    public RandomProgram(long seed) {
        random = new Random(seed);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            tables.add(new TableModel(RandomTable.of(i, random)));
        }
    }

    /** The tables after the changes so far. */
    public List<TableModel> tables() {
        return List.copyOf(tables);
    }

    /** The next change. */
    public Change next() {
        TableModel model = tables.get(random.nextInt(tables.size()));
        Change change = change(model, restarted(model.table()));
        model.apply(change);
        return change;
    }

    private Change change(TableModel model, SourceTable table) {
        if (random.nextInt(40) == 0) {
            return new Change.Truncate(table);
        }
        if (model.rows().isEmpty() || random.nextInt(3) == 0) {
            return new Change.Insert(table, newRow(model));
        }
        Row old = model.rows().get(random.nextInt(model.rows().size()));
        return switch (random.nextInt(5)) {
            case 0 -> new Change.Delete(table, model.keyOf(old), before(model, old));
            case 1 -> keyChange(model, table, old);
            default -> update(model, table, old);
        };
    }

    private Change update(TableModel model, SourceTable table, Row old) {
        return new Change.Update(table, before(model, old), changed(model, old, model.keyOf(old)));
    }

    private Change keyChange(TableModel model, SourceTable table, Row old) {
        Row free = newRow(model);
        return !model.isKeyed() || model.hasKey(model.keyOf(free))
                ? update(model, table, old)
                : new Change.KeyChange(
                        table, model.keyOf(old), before(model, old), changed(model, old, model.keyOf(free)));
    }

    /** Values anew, as they were, or not carried because they are as they were; the key is {@code key}. */
    private Row changed(TableModel model, Row old, Row key) {
        List<Cell> cells = new ArrayList<>(newRow(model).cells());
        boolean partial = random.nextBoolean();
        for (int i = 0; i < cells.size(); i++) {
            int name =
                    model.table().key().indexOf(model.table().columns().get(i).name());
            if (name >= 0) {
                cells.set(i, key.cells().get(name));
            } else if (partial && random.nextBoolean()) {
                cells.set(i, Cell.UNAVAILABLE);
            } else if (random.nextInt(3) == 0) {
                cells.set(i, old.cells().get(i));
            }
        }
        return new Row(cells);
    }

    private Row newRow(TableModel model) {
        if (!model.isKeyed() && !model.rows().isEmpty() && random.nextInt(3) == 0) {
            return model.rows().get(random.nextInt(model.rows().size()));
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < model.table().columns().size(); i++) {
            cells.add(newCell(model.table().columns().get(i), model.isKey(i)));
        }
        return new Row(cells);
    }

    private Cell newCell(SourceColumn column, boolean key) {
        if (column.schema().isOptional() && random.nextInt(4) == 0) {
            return Cell.NULL;
        }
        return new Cell.Present(
                key
                        ? RandomValue.key(column.schema().type(), random)
                        : RandomValue.of(column.schema().type(), random, LARGE));
    }

    private @Nullable Row before(TableModel model, Row old) {
        return !model.isKeyed() || random.nextInt(4) == 0 ? old : null;
    }

    /** After a restart of the connector the table's schema is equal, not the same. */
    private SourceTable restarted(SourceTable table) {
        return random.nextInt(10) == 0 ? new SourceTable(table.id(), table.columns(), table.key()) : table;
    }
}
