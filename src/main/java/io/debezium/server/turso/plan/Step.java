package io.debezium.server.turso.plan;

import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.TableId;

/**
 * A statement, and what it is for.
 *
 * @param table whose rows or shape it changes, for messages
 * @param action what it does, as a few words for messages: "upsert of 12 rows"
 */
public record Step(TableId table, String action, Statement statement) {}
