package io.debezium.server.turso.event;

import java.util.Set;

import io.debezium.server.turso.table.TableId;

/**
 * What only the source's catalog tells of the rows in events: whether their key identifies them, which columns are computed.
 *
 * <p>For want of a primary key the connector takes the first unique index, which may hold for a part of the rows only
 * ({@code CREATE UNIQUE INDEX … WHERE …}). No event tells the difference; the source's catalog does.
 */
@FunctionalInterface
public interface RowKeys {

    /** Asked once for each schema of a table whose events carry a key. */
    boolean identify(TableId table);

    /**
     * Columns that the source computes from the others. A snapshot carries them, the stream does not, so that their
     * values would be those of the snapshot for ever. Asked once for each schema of a table.
     */
    default Set<String> generated(TableId table) {
        return Set.of();
    }
}
