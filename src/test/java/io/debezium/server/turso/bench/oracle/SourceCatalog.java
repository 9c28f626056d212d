package io.debezium.server.turso.bench.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.bench.oracle.CapturedTable.Column;

/** Reads from pg_catalog which tables there are and what they are made of. */
final class SourceCatalog {
    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind = 'p', c.oid
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1, 2""";

    /** Postgres does not stream generated columns. Domains are followed down to their base type, which brings its own modifier. */
    private static final String COLUMNS = """
            WITH RECURSIVE step AS (
              SELECT attnum, attname, attnotnull AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid
                AND contype = 'n' AND conkey[1] = attnum AND NOT convalidated) AS attnotnull, atttypid AS type, atttypmod AS modifier, attrelid
              FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
              UNION ALL
              SELECT attnum, attname, attnotnull, typbasetype, typtypmod, attrelid
              FROM step JOIN pg_type ON pg_type.oid = type WHERE typtype = 'd')
            SELECT attname, attnotnull, modifier, t.typname, t.typcategory = 'A' AND t.typlen = -1 AND e.oid IS NOT NULL,
                   coalesce(b.typname, e.typname), coalesce(b.oid IS NOT NULL, false), e.typtypmod,
                   coalesce(array_position(i.indkey::int2[], attnum), -1) + 1
            FROM step JOIN pg_type t ON t.oid = type AND t.typtype <> 'd'
              LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typname LIKE '\\_%'
              LEFT JOIN pg_type b ON b.oid = e.typbasetype AND e.typtype = 'd'
              LEFT JOIN pg_index i ON i.indrelid = attrelid AND i.indisvalid AND (i.indisprimary AND i.indimmediate OR i.indisreplident
                AND NOT EXISTS (SELECT FROM pg_index p WHERE p.indrelid = attrelid AND p.indisprimary AND p.indimmediate AND p.indisvalid))
            ORDER BY attnum""";

    private SourceCatalog() {}

    /** All ordinary tables outside the system's schemas and outside extensions. */
    static List<CapturedTable> tables(Connection source) throws SQLException {
        List<CapturedTable> tables = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new CapturedTable(
                        rows.getString(1), rows.getString(2), rows.getBoolean(3), columns(source, rows.getLong(4))));
            }
        }
        return tables;
    }

    private static List<Column> columns(Connection source, long table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = source.prepareStatement(COLUMNS)) {
            statement.setLong(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getBoolean(2), rows.getInt(9), rule(rows)));
                }
            }
        }
        return columns;
    }

    private static ColumnRule rule(ResultSet row) throws SQLException {
        boolean array = row.getBoolean(5);
        boolean ofDomain = row.getBoolean(7);
        int modifier = ofDomain ? row.getInt(8) : row.getInt(3);
        return array
                ? MappingContract.array(row.getString(6), modifier)
                : MappingContract.scalar(row.getString(4), modifier);
    }
}
