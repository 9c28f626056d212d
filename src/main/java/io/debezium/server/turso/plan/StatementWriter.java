package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.TableDdl;
import org.jspecify.annotations.Nullable;

/** Writes rows of one table as statements: many rows in one JSON parameter, an oversized row value by value. */
final class StatementWriter {
    private final MappedTable table;
    private final TableSql sql;
    private final PlanLimits limits;
    private final Consumer<Step> out;

    StatementWriter(MappedTable table, PlanLimits limits, Consumer<Step> out) {
        this.table = table;
        this.sql = new TableSql(table);
        this.limits = limits;
        this.out = out;
    }

    void truncate() {
        out.accept(new Step(
                table.source().id(),
                "truncate",
                TableDdl.deleteAll(table.shape().name())));
    }

    void upsert(Collection<MappedRow> rows) {
        if (table.isKeyed() && !sql.isUpsert()) {
            delete(rows.stream().map(row -> row.keyIn(table)).toList());
        }
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(rows.size());
        for (MappedRow row : rows) {
            values.add(row.cells());
        }
        List<String> columns = table.columnNames();
        write(
                additive("upsert", columns, sql.upsertFromJson()),
                values,
                row -> bound("upsert", columns, sql.upsertBound(), known(row)));
    }

    void delete(Collection<RowKey> keys) {
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(keys.size());
        for (RowKey key : keys) {
            values.add(key.values());
        }
        RowStatement statement = additive("delete", keyNames(), sql.deleteFromJson());
        write(statement, values, row -> emitJson(statement, single(row)));
    }

    /** Updates {@code columns} of rows by key; every row carries exactly those. */
    void update(List<Integer> columns, Collection<Keyed> rows) {
        update("update", keyNames(), columns, rows);
    }

    /**
     * The same for rows whose key is among what changes; they are given with the old one. No key is in two of them, so that
     * each finds its place free.
     */
    void changeKeys(List<Integer> columns, Collection<Keyed> rows) {
        update("change of key", before(keyNames()), columns, rows);
    }

    private void update(String operation, List<String> keyLabels, List<Integer> columns, Collection<Keyed> rows) {
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(rows.size());
        for (Keyed row : rows) {
            values.add(concat(row.key().values(), pick(row.row(), columns)));
        }
        int keys = table.keyIndexes().size();
        List<String> labels = concat(keyLabels, names(columns));
        write(single(operation, labels, sql.updateFromJson(columns)), values, row -> {
            List<SqlValue> all = known(row);
            bound(
                    operation,
                    concat(names(columns), keyLabels),
                    sql.updateBound(columns),
                    concat(all.subList(keys, all.size()), all.subList(0, keys)));
        });
    }

    /** Fails, by a constraint, unless there is a row with {@code key}. */
    void requireRow(RowKey key) {
        bound("change of key behind a blocking snapshot", keyNames(), sql.requireBound(), key.values());
    }

    /** Deletes one row equal to each of {@code rows}, which are complete and all different. */
    void deleteRows(Collection<MappedRow> rows) {
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(rows.size());
        for (MappedRow row : rows) {
            if (row.cells().isEmpty() || RowSize.of(row.cells()) > limits.statementBytes()) {
                deleteSome(row, 1);
            } else {
                values.add(row.cells());
            }
        }
        if (!values.isEmpty()) {
            RowStatement statement = single("delete", table.columnNames(), sql.deleteRowsFromJson());
            write(statement, values, row -> emitJson(statement, single(row)));
        }
    }

    /** Deletes {@code count} rows equal to {@code row}. */
    void deleteSome(MappedRow row, long count) {
        bound(
                "delete",
                concat(table.columnNames(), List.of("(copies)")),
                sql.deleteSomeBound(),
                concat(known(row.cells()), List.of(SqlValue.of(count))));
    }

    /** Positions of the columns of which {@code row} carries a value. */
    static List<Integer> available(MappedRow row) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> row.cells().get(i) != null)
                .boxed()
                .toList();
    }

    private void write(
            RowStatement statement,
            List<List<? extends @Nullable SqlValue>> rows,
            Consumer<List<? extends @Nullable SqlValue>> oversized) {
        RowJson json = new RowJson();
        long bytes = 0;
        int most = limits.statementRows(statement.sql());
        for (List<? extends @Nullable SqlValue> row : rows) {
            long size = RowSize.of(row);
            boolean full = json.rows() >= most || bytes + size > limits.statementBytes();
            if (json.rows() > 0 && full) {
                emitJson(statement, json);
                json = new RowJson();
                bytes = 0;
            }
            if (size > limits.statementBytes()) {
                oversized.accept(row);
            } else {
                json.add(row);
                bytes += size;
            }
        }
        if (json.rows() > 0) {
            emitJson(statement, json);
        }
    }

    private RowStatement additive(String operation, List<String> columns, String text) {
        return new RowStatement(operation, text, columns, keyNames(), true, PlanLimits.isSliceable(text));
    }

    /** Of one that must not meet the same row twice. */
    private RowStatement single(String operation, List<String> columns, String text) {
        return new RowStatement(operation, text, columns, keyNames(), true, false);
    }

    private void emitJson(RowStatement statement, RowJson json) {
        int rows = json.rows();
        emit(rows + (rows == 1 ? " row" : " rows"), statement, List.of(json.finish()));
    }

    private void bound(String operation, List<String> columns, String text, List<SqlValue> args) {
        String what =
                RowSize.of(args) > limits.statementBytes() ? RowSize.describe(columns, keyNames(), args) : "1 row";
        emit(what, new RowStatement(operation, text, columns, keyNames(), false, false), args);
    }

    private void emit(String what, RowStatement statement, List<SqlValue> args) {
        String action = statement.operation() + " of " + what;
        out.accept(new Step(table.source().id(), action, new Statement(statement.sql(), args), statement));
    }

    private static RowJson single(List<? extends @Nullable SqlValue> row) {
        RowJson json = new RowJson();
        json.add(row);
        return json;
    }

    private List<String> keyNames() {
        return names(table.keyIndexes());
    }

    private List<String> names(List<Integer> columns) {
        return columns.stream().map(table.columnNames()::get).toList();
    }

    private static List<String> before(List<String> names) {
        return names.stream().map(name -> name + " (before)").toList();
    }

    private static List<SqlValue> pick(MappedRow row, List<Integer> columns) {
        return columns.stream()
                .map(i -> Objects.requireNonNull(row.cells().get(i)))
                .toList();
    }

    private static List<SqlValue> known(List<? extends @Nullable SqlValue> row) {
        List<SqlValue> values = new ArrayList<>(row.size());
        for (SqlValue value : row) {
            values.add(Objects.requireNonNull(value));
        }
        return values;
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first.size() + second.size());
        both.addAll(first);
        both.addAll(second);
        return both;
    }
}
