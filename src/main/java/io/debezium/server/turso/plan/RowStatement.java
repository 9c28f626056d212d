package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.sql.SqlParameters;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/**
 * What the statements of a kind have in common that do the same to rows of one table: so a statement can be taken apart
 * into rows again.
 *
 * @param operation what it does to a row
 * @param sql its text
 * @param columns names of a row's values, in order
 * @param key names of those that are the key
 * @param json whether its one argument, {@link #ROWS}, holds many rows; else its arguments are one row
 * @param additive whether one over the rows of several, in their order, does what these do one after another
 */
public record RowStatement(
        String operation, String sql, List<String> columns, List<String> key, boolean json, boolean additive) {
    /** What rows come from where they come in one argument: a table expression with a {@code key} and a {@code value}. */
    static final String ROWS = "json_each(?1)";

    public RowStatement {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Two statements that together do what the one with {@code args} does; empty if that is of one row. */
    public List<Statement> halves(List<SqlValue> args) {
        List<String> rows = json ? rows(args) : List.of();
        if (rows.size() < 2) {
            return List.of();
        }
        int middle = rows.size() / 2;
        return List.of(of(rows.subList(0, middle)), of(rows.subList(middle, rows.size())));
    }

    /** The text with rows from {@code expression}, which has the columns of {@link #ROWS}, in the place of its argument. */
    public String over(String expression) {
        return SqlParameters.replace(sql, ROWS, expression);
    }

    /** The one row that the statement with {@code args} is of. */
    public RowImage image(List<SqlValue> args) {
        return new RowImage(operation, columns, json ? values(rows(args).getFirst()) : literals(args), key);
    }

    private Statement of(List<String> rows) {
        return Statement.of(sql, SqlValue.of("[" + String.join(",", rows) + "]"));
    }

    private static List<String> rows(List<SqlValue> args) {
        return args.getFirst() instanceof SqlValue.Text text ? RowJson.elements(text.value()) : List.of();
    }

    private List<String> values(String row) {
        List<String> elements = RowJson.elements(row);
        if (columns.size() <= RowJson.FLAT) {
            return elements;
        }
        return elements.stream()
                .flatMap(group -> RowJson.elements(group).stream())
                .toList();
    }

    private static List<String> literals(List<SqlValue> args) {
        List<String> literals = new ArrayList<>(args.size());
        for (SqlValue arg : args) {
            literals.addAll(RowJson.elements(RowJson.one(arg)));
        }
        return literals;
    }
}
