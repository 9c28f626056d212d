package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Columns that JDBC calls NOT NULL though rows may be NULL there: a NOT NULL that is not validated holds for later rows alone,
 * and that of a domain for values that are made, not for rows that are stored.
 */
public final class UnvalidatedColumns {
    private static final String ALL = """
            WITH own AS MATERIALIZED (
                SELECT oid, relname, relnamespace, pg_temp.unvalidated(oid) AS unvalidated
                FROM pg_class WHERE relkind IN ('r', 'p'))
            SELECT n.nspname || '.' || c.relname, a.attname
            FROM own c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND (a.attnum = ANY (c.unvalidated) OR NOT a.attnotnull AND t.typtype = 'd')
            """;

    private UnvalidatedColumns() {}

    /**
     * Their names by that of their table, which has its schema and no quotes.
     *
     * @throws SourceException if the catalog cannot be read
     */
    public static Map<String, Set<String>> read(SourceDatabase source) throws SourceException {
        Map<String, Set<String>> columns = new HashMap<>();
        try {
            Definitions.on(source);
            source.query(ALL, row -> columns.computeIfAbsent(row.getString(1), table -> new HashSet<>())
                    .add(row.getString(2)));
            return columns;
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }
}
