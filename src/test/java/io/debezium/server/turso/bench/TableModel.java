package io.debezium.server.turso.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SourceTable;

/** A table as Postgres would have it after the same changes: as simple as can be, so that it is right. */
public final class TableModel {
    private final SourceTable table;
    private final List<Integer> keyIndexes;
    private final List<Row> rows = new ArrayList<>();

    TableModel(SourceTable table) {
        this.table = table;
        List<String> names =
                table.columns().stream().map(column -> column.name()).toList();
        this.keyIndexes = table.key().stream().map(names::indexOf).toList();
    }

    /** The table in the source. */
    public SourceTable table() {
        return table;
    }

    /** The rows as the target shall have them, each with the number of times. */
    public Map<List<SqlValue>, Long> expected() {
        return counted(rows.stream().map(this::stored).toList());
    }

    /** Rows of the target, each with the number of times. */
    public static Map<List<SqlValue>, Long> counted(List<List<SqlValue>> rows) {
        return rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    List<Row> rows() {
        return rows;
    }

    boolean isKeyed() {
        return !keyIndexes.isEmpty();
    }

    boolean isKey(int column) {
        return keyIndexes.contains(column);
    }

    Row keyOf(Row row) {
        return new Row(keyIndexes.stream().map(row.cells()::get).toList());
    }

    boolean hasKey(Row key) {
        return rows.stream().anyMatch(row -> keyOf(row).equals(key));
    }

    void apply(Change change) {
        switch (change) {
            case Change.Insert insert -> {
                rows.removeIf(row -> isKeyed() && keyOf(row).equals(keyOf(insert.row())));
                rows.add(insert.row());
            }
            case Change.Update update -> {
                Row old = old(update.before(), keyOf(update.after()));
                rows.remove(old);
                rows.add(over(update.after(), old));
            }
            case Change.KeyChange change2 -> {
                Row old = byKey(change2.oldKey());
                rows.remove(old);
                rows.add(over(change2.after(), old));
            }
            case Change.Delete delete -> rows.remove(old(delete.before(), delete.key()));
            case Change.Truncate truncate -> rows.clear();
        }
    }

    private Row old(@org.jspecify.annotations.Nullable Row before, Row key) {
        return isKeyed() || before == null ? byKey(key) : before;
    }

    private Row byKey(Row key) {
        return rows.stream().filter(row -> keyOf(row).equals(key)).findFirst().orElseThrow();
    }

    private static Row over(Row after, Row old) {
        List<Cell> cells = new ArrayList<>(after.cells());
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Unavailable) {
                cells.set(i, old.cells().get(i));
            }
        }
        return new Row(cells);
    }

    private List<SqlValue> stored(Row row) {
        List<SqlValue> values = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            values.add(
                    switch (row.cells().get(i)) {
                        case Cell.Null none -> SqlValue.NULL;
                        case Cell.Unavailable unavailable -> throw new IllegalStateException("in a whole row");
                        case Cell.Present present ->
                            stored(table.columns().get(i).schema(), present.value());
                    });
        }
        return values;
    }

    private static SqlValue stored(org.apache.kafka.connect.data.Schema schema, Object value) {
        SqlValue mapped = PlainTypes.mapping(schema).writer().write(value);
        // The file format keeps whole numbers of REAL columns as integers, which have no negative zero.
        return mapped.equals(SqlValue.of(-0.0)) ? SqlValue.of(0.0) : mapped;
    }
}
