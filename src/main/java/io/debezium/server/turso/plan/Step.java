package io.debezium.server.turso.plan;

import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;

/**
 * A statement, and what it is for.
 *
 * @param table whose rows or shape it changes, for messages
 * @param action what it does, as a few words for messages: "upsert of 12 rows"
 * @param rows how to take it apart into rows; null if it is not of rows
 */
public record Step(
        TableId table,
        String action,
        Statement statement,
        @Nullable RowStatement rows) {

    /** A step that is not of rows. */
    public Step(TableId table, String action, Statement statement) {
        this(table, action, statement, null);
    }

    /** Whether it changes tables or indexes, not rows. */
    public boolean changesSchema() {
        String sql = statement.sql();
        return sql.startsWith("CREATE ") || sql.startsWith("ALTER ") || sql.startsWith("DROP ");
    }

    /** The same with another statement. */
    public Step with(Statement other) {
        return new Step(table, action, other, rows);
    }
}
