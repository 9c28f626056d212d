package io.debezium.server.turso.bench.program;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes statements that change rows of one table. */
final class RowWriter {
    private final Random random;
    private final ModelTable table;

    RowWriter(Random random, ModelTable table) {
        this.random = random;
        this.table = table;
    }

    List<String> write(Step step) {
        return switch (step) {
            case INSERT -> List.of(insert(1));
            case INSERT_MANY -> List.of(insert(2 + random.nextInt(20)));
            case INSERT_NULLS -> List.of(insertNulls());
            case UPSERT -> upsert();
            case UPDATE_SOME -> update(" WHERE ctid IN (SELECT ctid FROM " + table.name + " LIMIT 2)");
            case UPDATE_ALL -> update("");
            case UPDATE_KEY -> updateKey();
            case UPDATE_BIG -> updateBig();
            case DELETE_SOME ->
                List.of("DELETE FROM " + table.name + " WHERE ctid IN (SELECT ctid FROM " + table.name + " LIMIT 2)");
            case DELETE_ALL -> List.of("DELETE FROM " + table.name);
            case TRUNCATE -> List.of("TRUNCATE " + table.name);
            default -> throw new IllegalArgumentException(step.name());
        };
    }

    /** Rows with keys that no other statement has used, most probably. */
    String insert(int rows) {
        return insert(rows, random.nextInt(20_000));
    }

    /** Rows whose numbers begin with {@code from}. */
    String insert(int rows, int from) {
        List<String> columns = table.writable();
        String values =
                columns.stream().map(column -> table.kind(column).perRow("g")).collect(Collectors.joining(", "));
        return columns.isEmpty()
                ? "INSERT INTO " + table.name + " DEFAULT VALUES"
                : "INSERT INTO " + table.name + " (" + String.join(", ", columns) + ") SELECT " + values
                        + " FROM generate_series(" + from + ", " + (from + rows - 1) + ") g";
    }

    private String insertNulls() {
        List<String> columns =
                table.writable().stream().filter(table.required::contains).toList();
        if (columns.isEmpty()) {
            return "INSERT INTO " + table.name + " DEFAULT VALUES";
        }
        String values = columns.stream()
                .map(column -> table.kind(column).perRow(Integer.toString(random.nextInt(20_000))))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table.name + " (" + String.join(", ", columns) + ") VALUES (" + values + ")";
    }

    private List<String> upsert() {
        String column = table.plainColumn(random);
        if (table.key.isEmpty() || column.isEmpty()) {
            return List.of();
        }
        return List.of(insert(3) + " ON CONFLICT (" + String.join(", ", table.key) + ") DO UPDATE SET " + column
                + " = excluded." + column);
    }

    private List<String> update(String where) {
        String column = table.plainColumn(random);
        if (column.isEmpty()) {
            return List.of();
        }
        String value = table.required.contains(column) || random.nextInt(4) > 0
                ? table.kind(column).perRow(Integer.toString(random.nextInt(20_000)))
                : "NULL";
        return List.of("UPDATE " + table.name + " SET " + column + " = " + value + where);
    }

    private List<String> updateKey() {
        if (table.key.isEmpty()) {
            return List.of();
        }
        String column = table.key.get(random.nextInt(table.key.size()));
        String value = table.kind(column).perRow(Integer.toString(20_000 + random.nextInt(9_000)));
        return List.of("UPDATE " + table.name + " SET " + column + " = " + value + " WHERE ctid IN (SELECT ctid FROM "
                + table.name + " LIMIT 1)");
    }

    /** A value that Postgres stores apart, and then a change of the same rows without it. */
    private List<String> updateBig() {
        List<String> texts = table.writable().stream()
                .filter(column -> table.kind(column) == ColumnKind.TEXT && !table.key.contains(column))
                .toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        String big = "(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 100) i)";
        List<String> change = update("");
        String set = "UPDATE " + table.name + " SET " + texts.getFirst() + " = " + big;
        return change.isEmpty() ? List.of(set) : List.of(set, change.getFirst());
    }
}
