package io.debezium.server.turso.bench.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the indexes of one table: those of Postgres over plain columns of a type with an order, but the primary key's,
 * are all in the mirror; of those over a part of the rows, the ones where a column is null or is not.
 */
final class IndexComparison {
    private static final String INDEXES = """
            SELECT c.relname, (SELECT string_agg('"' || replace(a.attname, '"', '""') || '"'
                    || CASE WHEN i.indoption[k.place - 1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY k.place)
                FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.place <= i.indnkeyatts)
                || coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid), '')
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
            WHERE i.indrelid = (quote_ident(?) || '.' || quote_ident(?))::regclass AND i.indisvalid
              AND NOT i.indisprimary AND m.amname IN ('btree', 'hash') AND i.indexprs IS NULL
              AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\(("([^"]|"")+"|\\w+) IS (NOT )?NULL\\)$')
              AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attgenerated <> ''
                AND a.attnum = ANY (i.indkey))""";

    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([\\w$]+)|([^\\s()])");
    private static final Set<String> KEYWORDS =
            Set.of("CREATE", "UNIQUE", "INDEX", "ON", "ASC", "DESC", "WHERE", "IS", "NOT", "NULL");

    private final CapturedTable table;

    IndexComparison(CapturedTable table) {
        this.table = table;
    }

    List<String> differences(Connection source, TursoServer turso)
            throws SQLException, IOException, InterruptedException {
        Map<String, Set<String>> mirrored = mirrored(turso);
        List<String> differences = new ArrayList<>();
        try (PreparedStatement statement = source.prepareStatement(INDEXES)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = "public".equals(table.schema())
                            ? rows.getString(1)
                            : table.schema() + "_" + rows.getString(1);
                    String columns = String.join(" ", tokens(rows.getString(2)));
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
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND lower(tbl_name) ="
                        + " lower('" + table.target().replace("'", "''") + "')";
        for (List<@Nullable Object> row : turso.query(sql)) {
            List<String> create = tokens(Objects.toString(row.get(1)));
            String columns = String.join(" ", create.subList(create.indexOf("ON") + 2, create.size()));
            mirrored.computeIfAbsent(columns, all -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                    .add(Objects.toString(row.get(0)));
        }
        return mirrored;
    }

    /** Names with a quote before them and nothing escaped, keywords without; neither parentheses nor what goes without saying. */
    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String word = token.group(2);
            if (token.group(1) != null) {
                tokens.add('"' + token.group(1).replace("\"\"", "\""));
            } else if (word != null) {
                tokens.add(
                        KEYWORDS.contains(word.toUpperCase(Locale.ROOT)) ? word.toUpperCase(Locale.ROOT) : '"' + word);
            } else {
                tokens.add(token.group(3));
            }
        }
        tokens.removeIf("ASC"::equals);
        return tokens;
    }
}
