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
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(rows.size());
        for (MappedRow row : rows) {
            values.add(row.cells());
        }
        write("upsert", sql.upsertFromJson(), values, row -> emit("upsert of 1 row", sql.upsertBound(), known(row)));
    }

    void delete(Collection<RowKey> keys) {
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(keys.size());
        for (RowKey key : keys) {
            values.add(key.values());
        }
        String text = sql.deleteFromJson();
        write("delete", text, values, row -> emit("delete of 1 row", text, List.of(single(row))));
    }

    /** Updates {@code columns} of rows by key; every row carries exactly those. */
    void update(List<Integer> columns, Collection<Keyed> rows) {
        List<List<? extends @Nullable SqlValue>> values = new ArrayList<>(rows.size());
        for (Keyed row : rows) {
            values.add(concat(row.key().values(), pick(row.row(), columns)));
        }
        int keys = table.keyIndexes().size();
        write("update", sql.updateFromJson(columns), values, row -> {
            List<SqlValue> all = known(row);
            emit(
                    "update of 1 row",
                    sql.updateBound(columns),
                    concat(all.subList(keys, all.size()), all.subList(0, keys)));
        });
    }

    /** Gives the row with {@code oldKey} the values of {@code after}, key included. */
    void changeKey(RowKey oldKey, MappedRow after) {
        List<Integer> columns = available(after);
        emit("change of 1 key", sql.updateBound(columns), concat(pick(after, columns), oldKey.values()));
    }

    void deleteOne(MappedRow before) {
        emit("delete of 1 row", sql.deleteOneBound(), known(before.cells()));
    }

    void updateOne(MappedRow before, MappedRow after) {
        List<Integer> columns = available(after);
        emit("update of 1 row", sql.updateOneBound(columns), concat(pick(after, columns), known(before.cells())));
    }

    /** Positions of the columns of which {@code row} carries a value. */
    static List<Integer> available(MappedRow row) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> row.cells().get(i) != null)
                .boxed()
                .toList();
    }

    private void write(
            String action,
            String text,
            List<List<? extends @Nullable SqlValue>> rows,
            Consumer<List<? extends @Nullable SqlValue>> oversized) {
        RowJson json = new RowJson();
        int most = limits.statementRows(text);
        for (List<? extends @Nullable SqlValue> row : rows) {
            long size = size(row);
            boolean full = json.rows() >= most || json.length() + size > limits.statementBytes();
            if (json.rows() > 0 && full) {
                emitJson(action, text, json);
                json = new RowJson();
            }
            if (size > limits.statementBytes()) {
                oversized.accept(row);
            } else {
                json.add(row);
            }
        }
        if (json.rows() > 0) {
            emitJson(action, text, json);
        }
    }

    private void emitJson(String action, String text, RowJson json) {
        int rows = json.rows();
        emit(action + " of " + rows + (rows == 1 ? " row" : " rows"), text, List.of(json.finish()));
    }

    private void emit(String action, String text, List<SqlValue> args) {
        out.accept(new Step(table.source().id(), action, new Statement(text, args)));
    }

    private static SqlValue single(List<? extends @Nullable SqlValue> row) {
        RowJson json = new RowJson();
        json.add(row);
        return json.finish();
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

    private static List<SqlValue> concat(List<SqlValue> first, List<SqlValue> second) {
        List<SqlValue> both = new ArrayList<>(first.size() + second.size());
        both.addAll(first);
        both.addAll(second);
        return both;
    }

    private static long size(List<? extends @Nullable SqlValue> row) {
        long size = 2L;
        for (SqlValue value : row) {
            size += switch (Objects.requireNonNull(value)) {
                case SqlValue.Text text -> text.value().length() + 3L;
                case SqlValue.Blob blob -> 2L * blob.size() + 3L;
                case SqlValue.Null none -> 5L;
                case SqlValue.Int integer -> 12L;
                case SqlValue.Real real -> 18L;
            };
        }
        return size;
    }
}
