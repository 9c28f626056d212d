package io.debezium.server.turso.delivery;

import io.debezium.server.turso.plan.RowImage;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.TableId;

/** The SQL of {@code _cdc_dead_letters}: rows that were set aside. */
final class DeadLetterTable {
    static final Statement CREATE = Statement.of("""
            CREATE TABLE IF NOT EXISTS _cdc_dead_letters (id INTEGER PRIMARY KEY, source TEXT NOT NULL, \
            schema_name TEXT NOT NULL, table_name TEXT NOT NULL, key TEXT NOT NULL, event TEXT NOT NULL, \
            error TEXT NOT NULL, lsn INTEGER NOT NULL, set_aside_at TEXT NOT NULL)""");

    private DeadLetterTable() {}

    static Statement insert(String source, TableId table, RowImage row, String error, long lsn) {
        return Statement.of(
                """
                INSERT INTO _cdc_dead_letters (source, schema_name, table_name, key, event, error, lsn, set_aside_at) \
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))""",
                SqlValue.of(source),
                SqlValue.of(table.schema()),
                SqlValue.of(table.name()),
                SqlValue.of(row.keyJson()),
                SqlValue.of(row.toJson()),
                SqlValue.of(error),
                SqlValue.of(lsn));
    }

    static Statement count(String source) {
        return Statement.of("SELECT count(*) FROM _cdc_dead_letters WHERE source = ?1", SqlValue.of(source));
    }
}
