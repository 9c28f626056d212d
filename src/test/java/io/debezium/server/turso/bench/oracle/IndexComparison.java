package io.debezium.server.turso.bench.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the indexes of one table: those of Postgres over columns, and those of its shapes over expressions and with
 * conditions, but the primary key's, are all in the mirror, and no others but those of a test whose names say so.
 */
final class IndexComparison {
    private static final String INDEXES = """
            SELECT c.relname, (SELECT string_agg(CASE WHEN k.number = 0 THEN pg_get_indexdef(c.oid, k.place::int, false)
                    ELSE '"' || replace(a.attname, '"', '""') || '"' END
                    || CASE WHEN i.indoption[k.place - 1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY k.place)
                FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                WHERE k.place <= i.indnkeyatts)
                || coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid), '')
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            WHERE i.indrelid = (quote_ident(?) || '.' || quote_ident(?))::regclass AND i.indisvalid
              AND NOT i.indisprimary AND m.amname IN ('btree', 'hash')""";
    private static final String COLUMNS = """
            SELECT attname, CASE WHEN attgenerated <> '' THEN 'gone' WHEN format_type(atttypid, NULL)
                IN ('text', 'character varying') THEN 'text' WHEN format_type(atttypid, NULL)
                IN ('smallint', 'integer', 'bigint') THEN 'int' ELSE replace(format_type(atttypid, NULL), ' ', '') END
            FROM pg_attribute WHERE attrelid = (quote_ident(?) || '.' || quote_ident(?))::regclass AND attnum > 0
              AND NOT attisdropped""";

    /** Each column by the class of its type. All that random programs make; others are compared where they are tested. */
    private static final Pattern SHAPES = Pattern.compile("KEY( DESC)?( , KEY( DESC)?)*( WHERE CONDITION)?"
            .replace(
                    "KEY",
                    "(ANY|\"lower <text>|\"upper <text>|COALESCE <text> , 'none'|<text> \\|\\| (<text>|'[^']*')|<int> \\+ 1)")
            .replace(
                    "CONDITION",
                    "(ANY IS NULL|ANY IS NOT NULL|<boolean>|NOT <boolean>|<text> = '[^']*'|<text> IN '[^']*' , '[^']*'"
                            + "|<int> > -?\\d+ AND ANY IS NOT NULL|<boolean> AND <int> > -?\\d+|ANY IS NULL AND <boolean>"
                            + "|<date> > '[^']*')")
            .replace("ANY", "<(?!gone)[^>]*>"));

    private final CapturedTable table;

    IndexComparison(CapturedTable table) {
        this.table = table;
    }

    List<String> differences(Connection source, TursoServer turso)
            throws SQLException, IOException, InterruptedException {
        Map<String, Set<String>> mirrored = mirrored(turso);
        List<String> differences = new ArrayList<>();
        Map<String, String> classes = classes(source);
        try (PreparedStatement statement = source.prepareStatement(INDEXES)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = "public".equals(table.schema())
                            ? rows.getString(1)
                            : table.schema() + "_" + rows.getString(1);
                    List<String> over = IndexText.ofPostgres(rows.getString(2));
                    if (!isCarried(over, classes)) {
                        continue;
                    }
                    String columns = String.join(" ", over);
                    Set<String> names = mirrored.getOrDefault(columns, new TreeSet<>());
                    if (!names.remove(name) && !removeStandIn(names, name)) {
                        differences.add("index " + name + " on (" + columns + ") is not in Turso");
                    }
                }
            }
        }
        mirrored.forEach((columns, names) ->
                names.forEach(name -> differences.add("index " + name + " on (" + columns + ") exists in Turso only")));
        return differences;
    }

    /** Indexes and tables share their names in SQLite, whatever the case: another one then gets a number. */
    private static boolean removeStandIn(Set<String> names, String name) {
        Pattern numbered = Pattern.compile(Pattern.quote(name) + "_\\d+", Pattern.CASE_INSENSITIVE);
        return names.stream()
                .filter(other -> numbered.matcher(other).matches())
                .findFirst()
                .map(names::remove)
                .orElse(false);
    }

    /** By columns: the names of the indexes over them. */
    private Map<String, Set<String>> mirrored(TursoServer turso) throws IOException, InterruptedException {
        Map<String, Set<String>> mirrored = new TreeMap<>();
        String sql =
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'by\\_hand\\_%'"
                        + " ESCAPE '\\' AND lower(tbl_name) ="
                        + " lower('" + table.target().replace("'", "''") + "')";
        for (List<@Nullable Object> row : turso.query(sql)) {
            List<String> create = IndexText.tokens(Objects.toString(row.get(1)));
            String columns = String.join(" ", create.subList(create.indexOf("ON") + 2, create.size()));
            mirrored.computeIfAbsent(columns, all -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                    .add(Objects.toString(row.get(0)));
        }
        return mirrored;
    }

    private Map<String, String> classes(Connection source) throws SQLException {
        Map<String, String> classes = new HashMap<>();
        try (PreparedStatement statement = source.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    classes.put('"' + rows.getString(1), '<' + rows.getString(2) + '>');
                }
            }
        }
        return classes;
    }

    private static boolean isCarried(List<String> over, Map<String, String> classes) {
        String shape =
                over.stream().map(token -> classes.getOrDefault(token, token)).collect(Collectors.joining(" "));
        return SHAPES.matcher(shape).matches();
    }
}
