package io.debezium.server.turso.index;

import java.util.List;

/** Columns of every kind, and the table of them. */
final class ExpressionRows {
    static final List<IndexColumn> COLUMNS = List.of(
            new IndexColumn("n", 1, ValueKind.INTEGER),
            new IndexColumn("b", 2, ValueKind.INTEGER),
            new IndexColumn("flag", 3, ValueKind.BOOLEAN),
            new IndexColumn("name", 4, ValueKind.TEXT),
            new IndexColumn("v", 5, ValueKind.TEXT),
            new IndexColumn("st", 6, ValueKind.ENUM),
            new IndexColumn("u", 7, ValueKind.UUID),
            new IndexColumn("d", 8, ValueKind.DATE),
            new IndexColumn("ts", 9, ValueKind.TIMESTAMP),
            new IndexColumn("tz", 10, ValueKind.TIMESTAMPTZ),
            new IndexColumn("We\"ird Col", 11, ValueKind.TEXT),
            new IndexColumn("j", 12, ValueKind.OTHER),
            new IndexColumn("lower", 13, ValueKind.TEXT));

    static final String TABLE =
            "CREATE TABLE t (n INTEGER, b INTEGER, flag INTEGER, name TEXT, v TEXT, st TEXT, u TEXT,"
                    + " d TEXT, ts TEXT, tz TEXT, \"We\"\"ird Col\" TEXT, j TEXT, lower TEXT)";

    private ExpressionRows() {}

    static String name(int number) {
        return COLUMNS.get(number - 1).name();
    }

    /** The index over an expression. */
    static IndexSql key(String expression) {
        IndexWriter writer = new IndexWriter(COLUMNS);
        writer.expression(expression, false);
        return writer.where("");
    }
}
