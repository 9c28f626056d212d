package io.debezium.server.turso.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What the source says, one event per record, in the order of the records. */
public sealed interface SourceEvent {

    /** A source transaction begins; if one is open, the connector restarted and that one is void. */
    record Begin(String transactionId) implements SourceEvent {}

    /** The open source transaction is complete. */
    record End(String transactionId, Position position, long eventCount) implements SourceEvent {}

    /**
     * Changes within the open transaction; a key change arrives as one change with the second of its records.
     *
     * @param transactionId null outside any transaction, as for rows of a snapshot
     * @param lsn of the record, for messages; 0 if it has none
     */
    record Changes(@Nullable String transactionId, long lsn, List<Change> changes) implements SourceEvent {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** A row of an initial or blocking snapshot. */
    record SnapshotRow(Change.Insert insert, Position position) implements SourceEvent {}

    /** A snapshot begins: whatever an earlier one has staged is void. */
    record SnapshotStarted() implements SourceEvent {}

    /** Every row of the snapshot has been sent. */
    record SnapshotCompleted() implements SourceEvent {}

    /** A sign of life while nothing is open. */
    record Heartbeat() implements SourceEvent {}

    /** A record that asks for nothing: tombstone, first half of a key change, foreign logical message. */
    record Nothing() implements SourceEvent {}
}
