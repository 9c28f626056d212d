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
     * @param transactionId null for rows of an incremental snapshot, which come inside or outside the open transaction
     * @param lsn of the record, for messages; 0 if it has none
     */
    record Changes(@Nullable String transactionId, long lsn, List<? extends SourceChange> changes)
            implements SourceEvent {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A row of an initial or blocking snapshot.
     *
     * @param position where streaming goes on once the snapshot is complete; for a blocking one the position before it
     */
    record SnapshotRow(Change.Insert insert, Position position) implements SourceEvent {}

    /**
     * A snapshot begins: whatever an earlier one has staged is void, for it never completed.
     *
     * @param tables that it is of, as Debezium names them; for messages
     */
    record SnapshotStarted(SnapshotKind kind, String tables) implements SourceEvent {}

    /**
     * Every row of the snapshot has been sent.
     *
     * @param position that of its rows, known even if it had none
     */
    record SnapshotCompleted(Position position) implements SourceEvent {}

    /**
     * How far an incremental snapshot is with a table: it has read rows, which follow, or has ended with it.
     *
     * @param table as Debezium names it; empty if it has ended with all of them
     */
    record TableScan(String table, ScanState state) implements SourceEvent {}

    /** How far an incremental snapshot is with a table. */
    enum ScanState {
        READING,
        ENDED,
        /** It has given the table up: rows are missing. */
        BROKEN
    }

    /** What a snapshot is of. */
    enum SnapshotKind {
        /** All captured tables, before streaming. */
        INITIAL,
        /** Some tables or rows, asked for by a signal; often in the middle of the open transaction. */
        BLOCKING
    }

    /** A sign of life while nothing is open. */
    record Heartbeat() implements SourceEvent {}

    /** A record that asks for nothing: tombstone, first half of a key change, foreign logical message. */
    record Nothing() implements SourceEvent {}
}
