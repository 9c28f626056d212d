package io.debezium.server.turso.event;

import java.util.List;
import java.util.function.Predicate;

import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How the rows of one table are read, worked out once for a pair of key schema and envelope schema. */
final class TableShape {
    private static final Row NO_CELLS = new Row(List.of());

    private final SourceTable table;
    private final @Nullable Schema keySchema;
    private final Column[] columns;

    private record Column(String name, Predicate<Object> placeholder) {}

    private TableShape(SourceTable table, @Nullable Schema keySchema, Column[] columns) {
        this.table = table;
        this.keySchema = keySchema;
        this.columns = columns;
    }

    /**
     * The shape of {@code id}.
     *
     * @param keySchema null if the record has no key
     * @param key names of the columns that identify a row; empty if none do, whatever the record has for a key
     * @param fields those of the row that the mirror has
     */
    static TableShape of(
            TableId id, @Nullable Schema keySchema, List<String> key, List<Field> fields, Placeholder placeholder) {
        List<SourceColumn> columns = fields.stream()
                .map(field -> new SourceColumn(field.name(), field.schema()))
                .toList();
        Column[] readers = columns.stream()
                .map(column -> new Column(column.name(), placeholder.in(column.schema())))
                .toArray(Column[]::new);
        return new TableShape(new SourceTable(id, columns, key), keySchema, readers);
    }

    SourceTable table() {
        return table;
    }

    boolean isFor(@Nullable Schema otherKeySchema) {
        return keySchema == otherKeySchema;
    }

    boolean hasKey() {
        return !table.key().isEmpty();
    }

    Row row(Struct struct) {
        Cell[] cells = new Cell[columns.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(columns[i], struct);
        }
        return new Row(List.of(cells));
    }

    Row noKey() {
        return NO_CELLS;
    }

    /** The key's cells; none if the table has no key. */
    Row key(Struct key) {
        List<String> names = table.key();
        Cell[] cells = new Cell[names.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = present(key.getWithoutDefault(names.get(i)));
        }
        return new Row(List.of(cells));
    }

    private static Cell cell(Column column, Struct struct) {
        // get() would turn an explicit NULL into the column's default.
        Object value = struct.getWithoutDefault(column.name());
        return value != null && column.placeholder().test(value) ? Cell.UNAVAILABLE : present(value);
    }

    private static Cell present(@Nullable Object value) {
        return value == null ? Cell.NULL : new Cell.Present(value);
    }
}
