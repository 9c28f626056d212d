package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.table.TableId;

/** What the decoder must know to follow schema changes. */
public interface SchemaCapture {

    /** Proves which messages are from the source's event triggers; empty if there are none. */
    Optional<String> secret();

    /** Whether the connector captures a table of that name. */
    boolean captures(TableId table);

    /** Whether the connector captures the column of a captured table. */
    boolean captures(TableId table, String column);
}
