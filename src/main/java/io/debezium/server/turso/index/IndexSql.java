package io.debezium.server.turso.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.debezium.server.turso.sql.Identifiers;

/**
 * What stands after the table in CREATE INDEX, without the names of columns, which may change.
 *
 * @param texts SQL around the columns: one more than there are columns
 * @param columns {@code attnum} of the columns between the texts, in order
 * @param computed whether the target computes something for each row, and not only sorts columns
 */
public record IndexSql(List<String> texts, List<Integer> columns, boolean computed) {
    /** Copies the lists. */
    public IndexSql {
        texts = List.copyOf(texts);
        columns = List.copyOf(columns);
        if (texts.size() != columns.size() + 1) {
            throw new IllegalArgumentException(texts.size() + " texts around " + columns.size() + " columns");
        }
    }

    /** The SQL with the names that {@code name} gives to the columns. */
    public String render(IntFunction<String> name) {
        StringBuilder sql = new StringBuilder(texts.getFirst());
        for (int i = 0; i < columns.size(); i++) {
            sql.append(Identifiers.quote(name.apply(columns.get(i)))).append(texts.get(i + 1));
        }
        return sql.toString();
    }

    /** Texts and columns as they come. */
    static final class Builder {
        private final List<String> texts = new ArrayList<>();
        private final List<Integer> columns = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Builder text(String sql) {
            text.append(sql);
            return this;
        }

        Builder column(int number) {
            texts.add(text.toString());
            columns.add(number);
            text.setLength(0);
            return this;
        }

        int columns() {
            return columns.size();
        }

        IndexSql build(boolean computed) {
            List<String> all = new ArrayList<>(texts);
            all.add(text.toString());
            return new IndexSql(all, columns, computed);
        }
    }
}
