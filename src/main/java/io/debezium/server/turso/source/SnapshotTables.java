package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.TableId;

/**
 * How a snapshot reads each table, by the table's quoted name.
 *
 * <p>Dates and intervals it reads as text, for the driver's own objects do not know all of them.
 *
 * @param whole tables whose rows are all in others, and are theirs
 * @param elsewhere tables whose rows are read under another name
 * @param printed quoted columns of each table that are read as text
 */
public record SnapshotTables(Set<String> whole, Set<String> elsewhere, Map<String, Set<String>> printed) {
    private static final String SPLIT = """
            SELECT n.nspname, c.relname, c.relkind = 'p', c.relispartition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND (c.relkind = 'p' OR c.relispartition)
            """;

    private static final String PRINTED = """
            SELECT n.nspname, c.relname, array_agg(a.attname::text)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN LATERAL pg_temp.base_type(a.atttypid, -1) base
            WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                AND base.type IN ('date'::regtype, 'interval'::regtype)
            GROUP BY 1, 2
            """;

    private record Split(String name, boolean partitioned, boolean partition) {}

    public SnapshotTables {
        whole = Set.copyOf(whole);
        elsewhere = Set.copyOf(elsewhere);
        printed = Map.copyOf(printed);
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
                            new TableId(row.getString(1), row.getString(2)).quoted(),
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
            return new SnapshotTables(whole, elsewhere, printed(source));
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    private static Map<String, Set<String>> printed(SourceDatabase source) throws SQLException {
        Definitions.on(source);
        Map<String, Set<String>> printed = new HashMap<>();
        source.query(
                PRINTED,
                row -> printed.put(
                        new TableId(row.getString(1), row.getString(2)).quoted(),
                        Arrays.stream((String[]) row.getArray(3).getArray())
                                .map(Identifiers::quote)
                                .collect(Collectors.toSet())));
        return printed;
    }

    /** The query that reads quoted {@code columns} of a table; of none that is another's, for the connector warns of those. */
    public String query(String table, List<String> columns) {
        Set<String> asText = printed.getOrDefault(table, Set.of());
        String select = columns.stream()
                        .map(column -> asText.contains(column) ? column + "::text AS " + column : column)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM "))
                + (whole.contains(table) ? "" : "ONLY ")
                + table;
        return elsewhere.contains(table) ? select + " WHERE false" : select;
    }
}
