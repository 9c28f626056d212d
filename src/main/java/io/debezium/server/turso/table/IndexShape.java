package io.debezium.server.turso.table;

import io.debezium.server.turso.index.IndexSql;

/**
 * An index of a target table.
 *
 * @param name as it stands in the target
 * @param source its name in the source, in the schema of its table
 * @param sql what it is over
 */
public record IndexShape(String name, String source, IndexSql sql) {}
