package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** What the decoder must know to follow schema changes. */
public interface SchemaCapture {

    /** Proves which messages are from the source's event triggers; empty if there are none. */
    Optional<String> secret();

    /** Whether the mirror has the table under its present name. */
    boolean captures(TableDefinition table);

    /** Whether the connector captures the column of a captured table. */
    boolean captures(TableId table, String column);
}
