package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Columns that a NOT NULL is on which is not validated, so that rows of before may be NULL there: JDBC does not tell. */
public final class UnvalidatedColumns {
    private static final String ALL = """
            SELECT n.nspname || '.' || c.relname, a.attname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(pg_temp.unvalidated(c.oid)) u(number)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number
            WHERE c.relkind IN ('r', 'p')
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
