package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;

/** smallint, integer, bigint, oid: the integer. */
final class IntegerMapping {
    static final ColumnMapping INSTANCE =
            new ColumnMapping("INTEGER", value -> SqlValue.of(((Number) value).longValue()));

    private IntegerMapping() {}
}
