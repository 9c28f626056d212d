package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.TableId;

/** What the decoder must know to follow schema changes. */
public interface SchemaCapture {

    /** Proves which messages are from the source's event triggers; empty if there are none. */
    Optional<String> secret();

    /** Whether the connector captures a table of that name. */
    boolean captures(TableId table);

    /** Whether the mirror has the column of a captured table: not so if it is excluded, or not {@link #streams streamed}. */
    boolean captures(TableId table, ColumnDefinition column);

    /**
     * Whether streamed events carry the column; a generated one is in snapshots alone, and would be out of date soon.
     *
     * @param table one that a snapshot reads
     */
    boolean streams(TableId table, String column);
}
