package io.debezium.server.turso.event;

import io.debezium.server.turso.table.TableId;

/**
 * Tells whether the key of a table's events identifies its rows.
 *
 * <p>For want of a primary key the connector takes the first unique index, which may hold for a part of the rows only
 * ({@code CREATE UNIQUE INDEX … WHERE …}). No event tells the difference; the source's catalog does.
 */
@FunctionalInterface
public interface RowKeys {

    /**
     * Asked once for each schema of a table whose events carry a key.
     *
     * @param snapshot whether a snapshot reads the table: then nothing tells of it but the catalog of today
     */
    boolean identify(TableId table, boolean snapshot);
}
