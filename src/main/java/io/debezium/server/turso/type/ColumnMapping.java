package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;

/**
 * How one column is declared and written: one value, so that DDL and DML cannot drift apart.
 *
 * @param declaredType exactly as it stands in CREATE TABLE, collation included
 * @param writer maps a present value of the column
 */
public record ColumnMapping(String declaredType, ValueWriter writer) {

    /** Maps one non-null Connect value to what is stored. */
    @FunctionalInterface
    public interface ValueWriter {
        /**
         * Maps {@code value}.
         *
         * @throws UnmappableValueException if the value cannot be stored exactly
         */
        SqlValue write(Object value);
    }
}
