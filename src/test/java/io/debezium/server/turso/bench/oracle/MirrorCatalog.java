package io.debezium.server.turso.bench.oracle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.debezium.server.turso.bench.oracle.CapturedTable.Column;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

/** Compares what Turso says about its tables with what they should be. */
final class MirrorCatalog {
    private static final Pattern OWN = Pattern.compile("(?i)(_cdc_|sqlite_|libsql_|__turso).*");

    private final TursoServer turso;

    MirrorCatalog(TursoServer turso) {
        this.turso = turso;
    }

    private record Declaration(String type, boolean notNull, int keyOrdinal) {}

    /** Tables of the mirror that belong to nobody: neither captured nor the sink's own. */
    List<String> strangers(List<CapturedTable> tables) throws IOException, InterruptedException {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (List<@Nullable Object> row : turso.query("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            names.add(Objects.toString(row.getFirst()));
        }
        tables.forEach(table -> names.remove(table.target()));
        names.removeIf(name -> OWN.matcher(name).matches());
        return List.copyOf(names);
    }

    /** What is wrong with a table's columns; empty when nothing is. */
    List<String> differences(CapturedTable table) throws IOException, InterruptedException {
        Map<String, Declaration> actual = declarations(table);
        if (actual.isEmpty()) {
            return List.of("the table does not exist in Turso");
        }
        if (table.columns().isEmpty()) {
            // SQLite has no table without columns.
            actual.remove("_cdc_empty");
        }
        List<String> differences = new ArrayList<>();
        for (Column column : table.columns()) {
            Declaration declaration = actual.remove(column.name());
            if (declaration == null) {
                differences.add("column " + column.name() + " does not exist in Turso");
            } else {
                compare(column, declaration, differences);
            }
        }
        actual.keySet().forEach(name -> differences.add("column " + name + " exists in Turso only"));
        return differences;
    }

    private Map<String, Declaration> declarations(CapturedTable table) throws IOException, InterruptedException {
        String create = createStatement(table);
        Map<String, Declaration> columns = new LinkedHashMap<>();
        String pragma = "PRAGMA table_info(" + CapturedTable.quote(table.target()) + ")";
        for (List<@Nullable Object> row : turso.query(pragma)) {
            String name = Objects.toString(row.get(1));
            String type = Objects.toString(row.get(2)).toUpperCase(Locale.ROOT);
            boolean noCase = Pattern.compile(
                            "(?i)[\"'`\\[ (,]" + Pattern.quote(name) + "[\"'`\\]]? +TEXT +COLLATE +\"?NOCASE")
                    .matcher(create)
                    .find();
            columns.put(
                    name,
                    new Declaration(
                            noCase ? type + " COLLATE NOCASE" : type,
                            Long.valueOf(1).equals(row.get(3)),
                            ((Long) Objects.requireNonNull(row.get(5))).intValue()));
        }
        numberKey(table, columns);
        return columns;
    }

    /** tursodb numbers every column of a key 1; the key's index has the order on every engine, in lower case there. */
    private void numberKey(CapturedTable table, Map<String, Declaration> columns)
            throws IOException, InterruptedException {
        if (columns.values().stream().filter(column -> column.keyOrdinal() > 0).count() < 2) {
            return;
        }
        String index = CapturedTable.quote("sqlite_autoindex_" + table.target() + "_1");
        for (List<@Nullable Object> row : turso.query("PRAGMA index_info(" + index + ")")) {
            int ordinal = ((Long) Objects.requireNonNull(row.get(0))).intValue() + 1;
            columns.replaceAll((name, column) -> name.equalsIgnoreCase(Objects.toString(row.get(2)))
                    ? new Declaration(column.type(), column.notNull(), ordinal)
                    : column);
        }
    }

    private String createStatement(CapturedTable table) throws IOException, InterruptedException {
        String name = table.target().toLowerCase(Locale.ROOT).replace("'", "''");
        List<List<@Nullable Object>> rows =
                turso.query("SELECT sql FROM sqlite_schema WHERE type = 'table' AND lower(name) = '" + name + "'");
        return rows.isEmpty() ? "" : Objects.toString(rows.getFirst().getFirst());
    }

    private static void compare(Column column, Declaration actual, List<String> differences) {
        String declared = column.rule().declared();
        // tursodb reports F32_BLOB without its dimensions.
        boolean same = actual.type().equals(declared)
                || (actual.type().startsWith("F32_BLOB") && declared.startsWith("F32_BLOB"));
        if (!same) {
            differences.add("column " + column.name() + " is declared " + actual.type() + ", not " + declared);
        }
        if (column.keyOrdinal() != actual.keyOrdinal()) {
            differences.add("column " + column.name() + " is number " + actual.keyOrdinal()
                    + " of the primary key, not " + column.keyOrdinal() + " (0: none)");
        }
        if (column.keyOrdinal() == 0 && column.notNull() != actual.notNull()) {
            differences.add("column " + column.name() + (actual.notNull() ? " is NOT NULL" : " may be NULL")
                    + ", unlike in the source");
        }
    }
}
