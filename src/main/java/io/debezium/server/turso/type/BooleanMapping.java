package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;

/** boolean: 0 or 1. */
final class BooleanMapping {
    static final ColumnMapping INSTANCE = new ColumnMapping("INTEGER", value -> SqlValue.of((Boolean) value ? 1L : 0L));

    private BooleanMapping() {}
}
