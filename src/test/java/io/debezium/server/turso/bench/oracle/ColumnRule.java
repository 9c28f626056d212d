package io.debezium.server.turso.bench.oracle;

/**
 * What the mapping contract says of one column.
 *
 * @param declared the type in CREATE TABLE, collation included
 * @param sql what Postgres renders the column with, {@code $v} for the column: a tag that says the storage class,
 *     and the value as text
 * @param reading how Turso's text is to be understood before it is compared
 */
record ColumnRule(String declared, String sql, Reading reading) {

    /** Where the contract fixes the meaning of a text, but not each character of it. */
    enum Reading {
        PLAIN,
        INTERVAL,
        JSON
    }

    static ColumnRule of(String declared, String sql) {
        return new ColumnRule(declared, sql, Reading.PLAIN);
    }

    /** The rendering of the expression {@code value}; NULL for NULL. */
    String render(String value) {
        // A row of nothing but NULLs IS NULL, and yet is a value.
        return "CASE WHEN num_nulls(" + value + ") = 1 THEN NULL ELSE " + sql.replace("$v", value) + " END";
    }
}
