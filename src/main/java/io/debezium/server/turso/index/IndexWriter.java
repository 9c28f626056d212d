package io.debezium.server.turso.index;

import java.util.List;

/** Writes what an index is over, from columns and from expressions that are judged one by one. */
public final class IndexWriter {
    private final List<IndexColumn> columns;
    private final IndexSql.Builder sql = new IndexSql.Builder();
    private final ExpressionWriter writer = new ExpressionWriter(sql);
    private boolean computed;
    private int keys;

    /** A writer of one index over {@code columns}. */
    public IndexWriter(List<IndexColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * The next key: a column as it is.
     *
     * @throws RefusedExpressionException if there is no column of that number
     */
    public void column(int number, boolean descending) {
        if (columns.stream().noneMatch(column -> column.number() == number)) {
            throw new RefusedExpressionException("it uses a column that the mirror does not have");
        }
        sql.text(keys++ == 0 ? "(" : ", ").column(number).text(descending ? " DESC" : "");
    }

    /**
     * The next key: what Postgres prints of an expression.
     *
     * @throws RefusedExpressionException if it does not mean the same in the target
     */
    public void expression(String text, boolean descending) {
        sql.text(keys++ == 0 ? "(" : ", ");
        computed(text);
        sql.text(descending ? " DESC" : "");
    }

    /**
     * The index, of the rows for which {@code where} holds; of all if that is empty.
     *
     * @throws RefusedExpressionException if it does not mean the same in the target
     */
    public IndexSql where(String where) {
        sql.text(")");
        if (!where.isEmpty()) {
            sql.text(" WHERE ");
            computed(where);
        }
        return sql.build(computed);
    }

    private void computed(String text) {
        computed = true;
        int before = sql.columns();
        writer.write(ExpressionParser.parse(text, columns));
        if (sql.columns() == before) {
            throw new RefusedExpressionException("it uses no column");
        }
    }
}
