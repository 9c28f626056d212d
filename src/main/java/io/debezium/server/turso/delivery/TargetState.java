package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.table.Catalog;

/**
 * What the target knows of the mirror when a sink takes it over.
 *
 * @param commitLsn of the last applied source transaction; 0 before the first snapshot is complete
 * @param sequence number of the last transaction of any sink
 * @param staging names of tables that an unfinished snapshot left behind
 * @param staged number of values that an unfinished large transaction left behind
 */
public record TargetState(long commitLsn, long sequence, Catalog catalog, List<String> staging, long staged) {
    public TargetState {
        staging = List.copyOf(staging);
    }
}
