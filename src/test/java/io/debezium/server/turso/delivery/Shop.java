package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

import static io.debezium.server.turso.bench.PlainTypes.nullable;
import static io.debezium.server.turso.bench.PlainTypes.required;
import static io.debezium.server.turso.bench.PlainTypes.row;

/** Two tables: {@code menu} has a key, {@code log} has none. */
final class Shop {
    static final SourceTable MENU =
            table("menu", List.of("id"), required("id", Schema.Type.INT64), nullable("name", Schema.Type.STRING));
    static final SourceTable LOG = table("log", List.of(), nullable("line", Schema.Type.STRING));

    private Shop() {}

    static SourceTable table(String name, List<String> key, SourceColumn... columns) {
        return new SourceTable(new TableId("public", name), List.of(columns), key);
    }

    static SourceTable with(SourceTable table, SourceColumn column) {
        List<SourceColumn> columns = new ArrayList<>(table.columns());
        columns.add(column);
        return new SourceTable(table.id(), columns, table.key());
    }

    static Change.Insert dish(long id, @Nullable String name) {
        return new Change.Insert(MENU, row(id, name));
    }

    static Change renamed(long id, String name) {
        return new Change.Update(MENU, null, row(id, name));
    }

    static Change.Insert line(String text) {
        return new Change.Insert(LOG, row(text));
    }

    /** A row of either table as the target has it. */
    static List<SqlValue> stored(Object... values) {
        List<SqlValue> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value instanceof String text ? SqlValue.of(text) : SqlValue.of(((Number) value).longValue()));
        }
        return row;
    }
}
