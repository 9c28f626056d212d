package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.List;

/** Whether an interval column may hold infinity, of which the connector's stream makes zero. */
public final class FiniteIntervals {
    /**
     * Holds for a column {@code a} of table {@code c}: infinite intervals came with Postgres 17, and a CHECK of the table
     * keeps them out. That of a domain does not count: when it goes, the stream does not show it.
     */
    static final String FINITE = """
            (current_setting('server_version_num')::int < 170000 OR EXISTS (
                SELECT FROM pg_constraint k WHERE k.contype = 'c' AND k.convalidated
                    AND k.conrelid = a.attrelid AND pg_get_expr(k.conbin, k.conrelid) IN (
                        'isfinite(' || quote_ident(a.attname) || ')',
                        'isfinite((' || quote_ident(a.attname) || ')::interval)')))
            """;

    private static final String COLUMN = "SELECT " + FINITE + """
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped AND n.nspname || '.' || c.relname = ? AND a.attname = ?
            """;

    private FiniteIntervals() {}

    /**
     * Whether the column is known to hold none.
     *
     * @param table with its schema, unquoted
     * @throws SourceException if the catalog cannot be read
     */
    public static boolean contains(SourceDatabase source, String table, String column) throws SourceException {
        try {
            return source.query(COLUMN, row -> row.getBoolean(1), table, column).equals(List.of(true));
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }
}
