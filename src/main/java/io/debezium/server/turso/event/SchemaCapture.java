package io.debezium.server.turso.event;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** What the decoder must know to follow schema changes. */
public interface SchemaCapture {

    /** Proves which messages are from the source's event triggers; empty if there are none. */
    Optional<String> secret();

    /**
     * The secret as it is now, where it may be another one than it was for what was written at {@code lsn}.
     *
     * @return empty if there is none, and if it is known to have been the same at {@code lsn}
     */
    Optional<String> secretSince(long lsn);

    /**
     * A streamed row shows columns of a table that none has shown.
     *
     * @param transaction its 32-bit number during an incremental snapshot: then the connector may have read columns of
     *     now that are younger than the row
     */
    void shown(TableId table, OptionalLong transaction);

    /** The publication that the connector streams by. */
    String publication();

    /** Whether the connector leaves out an operation, such as {@code truncate}, by the user's will. */
    boolean skips(String operation);

    /** Whether the connector captures a table of that name. */
    boolean captures(TableId table);

    /** Whether the mirror has the table under its present name. */
    boolean captures(TableDefinition table);

    /** Whether the mirror has the column of a captured table: not so if it is excluded, or {@link #unstreamed}. */
    boolean captures(TableId table, ColumnDefinition column);

    /**
     * Columns that snapshots carry and the stream does not, as generated ones: they would be those of the snapshot for
     * ever. Asked once for each schema of a table that a snapshot reads.
     */
    Set<String> unstreamed(TableId table);
}
