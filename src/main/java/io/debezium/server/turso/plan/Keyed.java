package io.debezium.server.turso.plan;

/** A row with the key under which it is found. */
record Keyed(RowKey key, MappedRow row) {}
