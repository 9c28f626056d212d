package io.debezium.server.turso.bench.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.debezium.server.turso.bench.oracle.CapturedTable.Column;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

/** Compares the rows of one table as multisets, so that duplicates count in tables without a key too. */
final class RowComparison {
    private static final int PAGE = 2_000;

    private final CapturedTable table;
    private final List<Column> columns;
    /** How many more times a row is in the source than in the mirror. */
    private final Map<List<String>, Integer> surplus = new HashMap<>();

    RowComparison(CapturedTable table) {
        this.table = table;
        this.columns = table.columns();
    }

    /** What is wrong with the table's rows, in the order of keys; empty when nothing is. */
    List<String> differences(Connection source, TursoServer turso)
            throws SQLException, IOException, InterruptedException {
        countSource(source, turso.keepsSignOfZero());
        countMirror(turso);
        TreeMap<String, List<List<String>>> missing = new TreeMap<>();
        TreeMap<String, List<List<String>>> extra = new TreeMap<>();
        surplus.forEach((row, times) -> (times > 0 ? missing : extra)
                .computeIfAbsent(key(row), key -> new ArrayList<>())
                .addAll(Collections.nCopies(Math.abs(times), row)));
        List<String> differences = new ArrayList<>();
        missing.forEach((key, rows) -> describe(key, rows, extra.getOrDefault(key, List.of()), differences));
        extra.keySet().removeAll(Set.copyOf(missing.keySet()));
        extra.forEach((key, rows) -> differences.add("row " + key + " is in Turso " + times(rows) + " too often"));
        return differences;
    }

    private void describe(String key, List<List<String>> missing, List<List<String>> extra, List<String> out) {
        if (missing.size() != 1 || extra.size() != 1) {
            out.add("row " + key + " is missing in Turso " + times(missing)
                    + (extra.isEmpty() ? "" : " and there with other values " + times(extra)));
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            String expected = missing.getFirst().get(i);
            String actual = extra.getFirst().get(i);
            if (!expected.equals(actual)) {
                out.add("row " + key + ", column " + columns.get(i).name() + ": " + shorten(actual) + " in Turso, not "
                        + shorten(expected));
            }
        }
    }

    private static String times(List<List<String>> rows) {
        return rows.size() + (rows.size() == 1 ? " time" : " times");
    }

    private static String shorten(String value) {
        return value.length() <= 120 ? value : value.substring(0, 120) + "… (" + value.length() + " characters)";
    }

    private String key(List<String> row) {
        boolean keyed = columns.stream().anyMatch(column -> column.keyOrdinal() > 0);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!keyed || columns.get(i).keyOrdinal() > 0) {
                parts.add(columns.get(i).name() + "=" + shorten(row.get(i)));
            }
        }
        return parts.toString();
    }

    private void countSource(Connection source, boolean signed) throws SQLException, JsonProcessingException {
        String select = columns.stream()
                .map(column -> column.rule().render(CapturedTable.quote(column.name())))
                .collect(Collectors.joining(", ", "SELECT ", " FROM "));
        String from = (table.partitioned() ? "" : "ONLY ") + CapturedTable.quote(table.schema()) + "."
                + CapturedTable.quote(table.name());
        try (Statement statement = source.createStatement()) {
            statement.setFetchSize(PAGE);
            ResultSet rows = statement.executeQuery(select + from);
            while (rows.next()) {
                List<String> row = new ArrayList<>(columns.size());
                for (int i = 1; i <= columns.size(); i++) {
                    String cell = Cells.expected(rows.getString(i));
                    row.add(signed ? cell : Cells.unsigned(cell));
                }
                surplus.merge(row, 1, RowComparison::sumOrGone);
            }
        }
    }

    private void countMirror(TursoServer turso) throws IOException, InterruptedException {
        String rowid = rowidName();
        String select = columns.stream()
                        .map(column -> CapturedTable.quote(column.name()))
                        .collect(
                                Collectors.joining(", ", "SELECT " + rowid + (columns.isEmpty() ? "" : ", "), " FROM "))
                + CapturedTable.quote(table.target());
        String condition = "";
        List<List<@Nullable Object>> page;
        do {
            page = turso.query(select + condition + " ORDER BY " + rowid + " LIMIT " + PAGE);
            for (List<@Nullable Object> cells : page) {
                surplus.merge(mirrored(cells, turso.keepsSignOfZero()), -1, RowComparison::sumOrGone);
            }
            condition = page.isEmpty()
                    ? ""
                    : " WHERE " + rowid + " > " + page.getLast().getFirst();
        } while (page.size() == PAGE);
    }

    private List<String> mirrored(List<@Nullable Object> cells, boolean signed) throws JsonProcessingException {
        List<String> row = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String cell = Cells.actual(cells.get(i + 1), columns.get(i).rule().reading());
            row.add(signed ? cell : Cells.unsigned(cell));
        }
        return row;
    }

    /** One of SQLite's names for the row's number that no column has taken. */
    private String rowidName() {
        return List.of("rowid", "_rowid_", "oid").stream()
                .filter(name ->
                        columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(name)))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Integer sumOrGone(Integer left, Integer right) {
        int sum = left + right;
        return sum == 0 ? null : Integer.valueOf(sum);
    }
}
