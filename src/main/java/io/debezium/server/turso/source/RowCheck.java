package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.debezium.server.turso.table.TableId;

/** Whether a snapshot and the stream see the same rows of each captured table. */
final class RowCheck {
    private static final String EXCLUDE = " to debezium.source.table.exclude.list.";

    private static final String HIDDEN = """
            SELECT n.nspname, c.relname, c.relkind = 'p', c.relispartition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND row_security_active(c.oid)
            ORDER BY 1, 2
            """;

    private record Hidden(TableId id, boolean partitioned, boolean partition) {}

    private RowCheck() {}

    static List<String> problems(SourceDatabase source) throws SQLException {
        List<String> problems = new ArrayList<>();
        String hidden = hidden(source);
        if (!hidden.isEmpty()) {
            problems.add("row level security hides rows of " + hidden + " from user " + source.user()
                    + ": a snapshot would be without them, while the stream brings the changes of all. Run ALTER ROLE "
                    + source.user() + " BYPASSRLS as a superuser, or add the table" + EXCLUDE);
        }
        return problems;
    }

    private static String hidden(SourceDatabase source) throws SQLException {
        CaptureFilter filter = source.filter();
        return source
                .query(
                        HIDDEN,
                        row -> new Hidden(
                                new TableId(row.getString(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4)))
                .stream()
                .filter(table -> filter.captures(table.id) && !filter.isOtherwise(table.partitioned, table.partition))
                .map(table -> table.id.toString())
                .collect(Collectors.joining(", "));
    }
}
