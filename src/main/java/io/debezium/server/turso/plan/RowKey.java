package io.debezium.server.turso.plan;

import java.util.List;

import io.debezium.server.turso.sql.SqlValue;

/** A primary key's values, in key order. */
record RowKey(List<SqlValue> values) {
    RowKey {
        values = List.copyOf(values);
    }
}
