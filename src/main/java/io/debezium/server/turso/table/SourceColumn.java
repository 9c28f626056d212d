package io.debezium.server.turso.table;

import org.apache.kafka.connect.data.Schema;

/**
 * A column as an event shows it.
 *
 * @param name its name in Postgres
 * @param schema its Connect schema: type, semantic type, parameters, optionality, default
 */
public record SourceColumn(String name, Schema schema) {}
