package io.debezium.server.turso.bench.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.rows.AnyTable.Column;

/** Random statements that change rows; Postgres may refuse one, for a key that exists. */
final class AnyStatement {
    private final List<AnyTable> tables;
    private final Random random;

    AnyStatement(List<AnyTable> tables, Random random) {
        this.tables = tables;
        this.random = random;
    }

    String next() {
        AnyTable table = tables.get(random.nextInt(tables.size()));
        return switch (random.nextInt(20)) {
            case 0 -> truncate(table);
            case 1, 2, 3 -> delete(table);
            case 4 -> again(table);
            case 5 -> duplicate(table);
            case 6, 7, 8 -> changeKey(table);
            case 9, 10, 11, 12 -> update(table, some(table.columns(), false));
            case 13 -> upsert(table);
            case 14 -> "UPDATE " + table.name() + " SET " + untouched(table) + where(table);
            default -> insert(table, 1 + random.nextInt(4)) + (random.nextBoolean() ? ignoring(table) : "");
        };
    }

    /** The table to take some rows out of and put them back by COPY. */
    AnyTable any() {
        return tables.get(random.nextInt(tables.size()));
    }

    /** Rows of {@code table}, always the same for the same state of it. */
    String where(AnyTable table) {
        return " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table.name() + " ORDER BY md5(ctid || '"
                + random.nextInt(999) + "') LIMIT " + (1 + random.nextInt(3)) + "))";
    }

    private String insert(AnyTable table, int rows) {
        String values = IntStream.range(0, rows)
                .mapToObj(i -> table.columns().stream()
                        .map(column -> column.value(random))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table.name() + " VALUES " + values;
    }

    private static String ignoring(AnyTable table) {
        return table.key().isEmpty() ? "" : " ON CONFLICT DO NOTHING";
    }

    private String upsert(AnyTable table) {
        List<Column> set = some(table.columns(), false);
        return table.key().isEmpty()
                ? insert(table, 2)
                : insert(table, 1) + " ON CONFLICT (" + AnyTable.names(table.key()) + ") DO UPDATE SET "
                        + set.stream()
                                .map(column -> column.quoted() + " = excluded." + column.quoted())
                                .collect(Collectors.joining(", "));
    }

    private String duplicate(AnyTable table) {
        return "INSERT INTO " + table.name() + " SELECT * FROM " + table.name() + where(table) + ignoring(table);
    }

    /** The same rows, deleted and inserted by one statement. */
    private String again(AnyTable table) {
        return "WITH gone AS (DELETE FROM " + table.name() + where(table) + " RETURNING *) INSERT INTO " + table.name()
                + " SELECT * FROM gone";
    }

    private String delete(AnyTable table) {
        return "DELETE FROM " + table.name() + where(table);
    }

    private String update(AnyTable table, List<Column> columns) {
        return "UPDATE " + table.name() + " SET "
                + columns.stream()
                        .map(column -> column.quoted() + " = " + column.value(random))
                        .collect(Collectors.joining(", "))
                + where(table);
    }

    /** With other columns or without, so that large values stay where they are. */
    private String changeKey(AnyTable table) {
        List<Column> columns = new ArrayList<>(some(table.columns(), true));
        if (columns.isEmpty() || random.nextBoolean()) {
            some(table.columns(), false).stream()
                    .filter(column -> !columns.contains(column))
                    .forEach(columns::add);
        }
        return update(table, columns);
    }

    private static String untouched(AnyTable table) {
        Column column = table.columns().getFirst();
        return column.quoted() + " = " + column.quoted();
    }

    private String truncate(AnyTable table) {
        return "TRUNCATE " + table.name()
                + (random.nextBoolean() ? "" : ", " + second(table).name());
    }

    private AnyTable second(AnyTable table) {
        return tables.get((tables.indexOf(table) + 1) % tables.size());
    }

    /** At least one column, of the key only or preferably of the others; none if the table has no key. */
    private List<Column> some(List<Column> columns, boolean ofKey) {
        List<Column> choice =
                columns.stream().filter(column -> column.isKey() == ofKey).toList();
        if (choice.isEmpty()) {
            return ofKey ? List.of() : columns.subList(0, 1);
        }
        List<Column> some =
                choice.stream().filter(column -> random.nextInt(3) == 0).toList();
        return some.isEmpty() ? List.of(choice.get(random.nextInt(choice.size()))) : some;
    }
}
