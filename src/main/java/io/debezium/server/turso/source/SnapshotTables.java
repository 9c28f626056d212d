package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.debezium.server.turso.table.TableId;

/**
 * How a snapshot reads each table, by the table's quoted name.
 *
 * @param whole tables whose rows are all in others, and are theirs
 * @param elsewhere tables whose rows are read under another name
 */
public record SnapshotTables(Set<String> whole, Set<String> elsewhere) {
    private static final String SPLIT = """
            SELECT n.nspname, c.relname, c.relkind = 'p', c.relispartition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND (c.relkind = 'p' OR c.relispartition)
            """;

    private record Split(String name, boolean partitioned, boolean partition) {}

    public SnapshotTables {
        whole = Set.copyOf(whole);
        elsewhere = Set.copyOf(elsewhere);
    }

    /**
     * The tables as they are now.
     *
     * @throws SourceException if the catalog cannot be read
     */
    public static SnapshotTables read(SourceDatabase source) throws SourceException {
        try {
            List<Split> tables = source.query(
                    SPLIT,
                    row -> new Split(
                            TableCheck.sql(new TableId(row.getString(1), row.getString(2))),
                            row.getBoolean(3),
                            row.getBoolean(4)));
            Set<String> whole = new HashSet<>();
            Set<String> elsewhere = new HashSet<>();
            for (Split table : tables) {
                if (source.filter().isOtherwise(table.partitioned, table.partition)) {
                    elsewhere.add(table.name);
                } else if (table.partitioned) {
                    whole.add(table.name);
                }
            }
            return new SnapshotTables(whole, elsewhere);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    /** The query that reads quoted {@code columns} of a table; of none that is another's, for the connector warns of those. */
    public String query(String table, List<String> columns) {
        String select =
                "SELECT " + String.join(", ", columns) + " FROM " + (whole.contains(table) ? "" : "ONLY ") + table;
        return elsewhere.contains(table) ? select + " WHERE false" : select;
    }
}
