package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.List;

import io.debezium.server.turso.table.TableDefinition;

/** Names the indexes that the mirror does not have. */
final class IndexCheck {
    private static final String ALL = """
            SELECT i.indrelid::bigint, c.relname, CASE
                WHEN m.amname NOT IN ('btree', 'hash') THEN 'it is of the kind ' || m.amname
                WHEN i.indexprs IS NOT NULL THEN 'it is over an expression, which SQLite may compute otherwise'
                ELSE 'its WHERE is more than one column IS NULL or IS NOT NULL' END
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            WHERE i.indisvalid AND NOT i.indisprimary AND i.indrelid >= 16384
            ORDER BY 1, 2
            """;

    /** An index of a table, and why it would not be carried. */
    private record Index(long table, String name, String reason) {}

    private IndexCheck() {}

    static List<String> warnings(SourceDatabase source, List<TableDefinition> tables) throws SQLException {
        List<Index> all = source.query(ALL, row -> new Index(row.getLong(1), row.getString(2), row.getString(3)));
        return tables.stream()
                .flatMap(table -> all.stream()
                        .filter(index -> index.table() == table.oid() && !carries(table, index.name()))
                        .map(index -> "Index " + index.name() + " of table " + table.id()
                                + " is left out of the mirror, since " + index.reason()
                                + ". Where queries on Turso need one, create it there by hand."))
                .toList();
    }

    private static boolean carries(TableDefinition table, String index) {
        return table.indexes().stream().anyMatch(carried -> carried.name().equals(index));
    }
}
