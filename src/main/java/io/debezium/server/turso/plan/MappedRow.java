package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.UnmappableValueException;
import org.jspecify.annotations.Nullable;

/**
 * A row as the target stores it.
 *
 * @param cells in column order; null where the event carried no value (unchanged TOAST)
 */
record MappedRow(List<@Nullable SqlValue> cells) {

    /** Maps every cell of a row of {@code table}. */
    static MappedRow of(MappedTable table, Row row) {
        List<@Nullable SqlValue> cells = new ArrayList<>(row.cells().size());
        for (int i = 0; i < row.cells().size(); i++) {
            cells.add(map(table, i, row.cells().get(i)));
        }
        return new MappedRow(Collections.unmodifiableList(cells));
    }

    /** Maps cells of the key, given in key order. */
    static RowKey key(MappedTable table, Row key) {
        List<SqlValue> values = new ArrayList<>(key.cells().size());
        for (int i = 0; i < key.cells().size(); i++) {
            values.add(
                    required(map(table, table.keyIndexes().get(i), key.cells().get(i)), table));
        }
        return new RowKey(values);
    }

    /** Maps the cells of the key alone, of an old row in which nothing else can be trusted. */
    static RowKey keyOf(MappedTable table, Row row) {
        List<SqlValue> values = new ArrayList<>(table.keyIndexes().size());
        for (int index : table.keyIndexes()) {
            values.add(required(map(table, index, row.cells().get(index)), table));
        }
        return new RowKey(values);
    }

    /** This row's key. */
    RowKey keyIn(MappedTable table) {
        List<SqlValue> values = new ArrayList<>(table.keyIndexes().size());
        for (int index : table.keyIndexes()) {
            values.add(required(cells.get(index), table));
        }
        return new RowKey(values);
    }

    boolean isComplete() {
        for (SqlValue cell : cells) {
            if (cell == null) {
                return false;
            }
        }
        return true;
    }

    /** This row, its missing cells taken from {@code older}. */
    MappedRow over(MappedRow older) {
        List<@Nullable SqlValue> merged = new ArrayList<>(cells);
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i) == null) {
                merged.set(i, older.cells.get(i));
            }
        }
        return new MappedRow(Collections.unmodifiableList(merged));
    }

    private static SqlValue required(@Nullable SqlValue value, MappedTable table) {
        if (value == null) {
            throw new SchemaException("An event of table " + table.source().id()
                    + " carries no value for a column of its key. Set REPLICA IDENTITY FULL on the table.");
        }
        return value;
    }

    private static @Nullable SqlValue map(MappedTable table, int column, Cell cell) {
        return switch (cell) {
            case Cell.Unavailable unavailable -> null;
            case Cell.Null none -> SqlValue.NULL;
            case Cell.Present present -> map(table, column, table.mappings().get(column), present.value());
        };
    }

    private static SqlValue map(MappedTable table, int column, ColumnMapping mapping, Object value) {
        try {
            return storable(table, column, mapping.writer().write(value));
        } catch (UnmappableValueException e) {
            throw new RowException("Column \"" + table.columnNames().get(column) + "\" of table "
                    + table.source().id() + RowException.whoseKey(table.source().key()) + " " + e.getMessage());
        }
    }

    /** SQLite takes a text in an INTEGER column, but not where that column is the row's own number. */
    private static SqlValue storable(MappedTable table, int column, SqlValue value) {
        if (value instanceof SqlValue.Text
                && TableDdl.isRowidAlias(table.shape(), table.shape().columns().get(column))) {
            throw new UnmappableValueException("holds a numeric that is NaN, which an integer key in Turso"
                    + " cannot: set error.mode=dead-letter to set such rows aside, or numeric.mode=text with a new"
                    + " snapshot.again to have the key as text.");
        }
        return value;
    }
}
