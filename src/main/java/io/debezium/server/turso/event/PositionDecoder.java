package io.debezium.server.turso.event;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes positions of source offsets. It remembers the last one: the rows of a blocking snapshot stand at it, since
 * their own LSN lies inside a transaction that is still to end.
 *
 * <p>An offset of {@code lsn}, {@code lsn_commit}, {@code ts_usec} and {@code txId} means to the connector: the snapshot
 * is done, ask the server for every transaction that commits after {@code lsn}. With {@code lsn_proc} it would search
 * the WAL for a row and drop others on the way (dbz#1554, dbz#76); with {@code snapshot} it would snapshot again.
 */
final class PositionDecoder {
    private static final String INCREMENTAL_SNAPSHOT = "incremental_snapshot_";

    private @Nullable Position last;

    /** After the transaction that {@code end} ends. */
    Position atEnd(SourceRecord end) {
        long commitLsn = require(end, "lsn_commit");
        if (commitLsn != require(end, "lsn")) {
            throw new UndecodableEventException(end, "the END of a transaction does not stand at its commit");
        }
        return remember(at(end, commitLsn));
    }

    /** After the initial snapshot that {@code record} belongs to. */
    Position atInitialSnapshot(SourceRecord record) {
        long lsn = require(record, "lsn");
        Position known = last;
        return known != null && known.commitLsn() == lsn ? known : remember(at(record, lsn));
    }

    /** Before the transaction that a blocking snapshot interrupts. */
    Position atBlockingSnapshot(SourceRecord record) {
        return atStart(record);
    }

    /**
     * The last position; if there is none yet, that of {@code record}, one of the first since the connector started: no
     * transaction has been sent before it that is not in its {@code lsn_commit}.
     */
    Position atStart(SourceRecord record) {
        Position known = last;
        if (known != null) {
            return known;
        }
        String key = record.sourceOffset().get("lsn_commit") == null ? "lsn" : "lsn_commit";
        return remember(at(record, require(record, key)));
    }

    /** Whether an incremental snapshot is under way where {@code record} stands. */
    static boolean isDuringIncrementalSnapshot(SourceRecord record) {
        return record.sourceOffset().get(INCREMENTAL_SNAPSHOT + "collections") != null;
    }

    private Position remember(Position position) {
        last = position;
        return position;
    }

    private static Position at(SourceRecord record, long lsn) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("lsn", lsn);
        offset.put("lsn_commit", lsn);
        record.sourceOffset().forEach((key, value) -> {
            if (value != null
                    && (key.equals("ts_usec") || key.equals("txId") || key.startsWith(INCREMENTAL_SNAPSHOT))) {
                offset.put(key, value);
            }
        });
        return new Position(lsn, require(record, "ts_usec"), offset);
    }

    private static long require(SourceRecord record, String key) {
        Map<String, ?> offset = record.sourceOffset();
        if (offset != null && offset.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new UndecodableEventException(record, "its source offset has no '" + key + "'");
    }
}
