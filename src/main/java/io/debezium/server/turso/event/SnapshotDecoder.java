package io.debezium.server.turso.event;

import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.event.SourceEvent.ScanState;
import io.debezium.server.turso.event.SourceEvent.SnapshotKind;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows snapshots by Debezium's notifications, which come in the stream of records: STARTED before the first row,
 * COMPLETED after the last, also when there is none. (The markers in the rows are not enough: {@code first} is missing
 * if the first table is empty.)
 *
 * <p>STARTED does not say which kind of snapshot it starts; the IN_PROGRESS that follows for the first table, before any
 * row, does, and is taken as the start. ABORTED asks for nothing: what was staged stays out of sight until the next
 * start makes it void.
 */
final class SnapshotDecoder {
    /** What the connector says of a table that it has read to its end. */
    private static final Set<String> WHOLE = Set.of("SUCCEEDED", "EMPTY");

    private final PositionDecoder positions;
    private boolean announced;
    private @Nullable SnapshotKind kind;

    SnapshotDecoder(PositionDecoder positions) {
        this.positions = positions;
    }

    SourceEvent notified(SourceRecord record, Struct notification) {
        return switch (notification.getString("aggregate_type")) {
            case "Initial Snapshot" -> whole(record, notification);
            case "Incremental Snapshot" -> incremental(notification);
            default -> ChangeDecoder.NOTHING;
        };
    }

    private SourceEvent whole(SourceRecord record, Struct notification) {
        return switch (notification.getString("type")) {
            case "STARTED" -> announced();
            case "IN_PROGRESS" -> announced ? started(kind(record), notification) : ChangeDecoder.NOTHING;
            case "COMPLETED" -> completed(record);
            default -> ChangeDecoder.NOTHING;
        };
    }

    private static SourceEvent incremental(Struct notification) {
        Map<String, String> more = notification.getMap("additional_data");
        return switch (notification.getString("type")) {
            case "IN_PROGRESS" -> scan(more.get("current_collection_in_progress"), ScanState.READING);
            case "TABLE_SCAN_COMPLETED" ->
                scan(
                        more.get("scanned_collection"),
                        WHOLE.contains(String.valueOf(more.get("status"))) ? ScanState.ENDED : ScanState.BROKEN);
            case "STARTED", "COMPLETED", "ABORTED" -> scan("", ScanState.ENDED);
            default -> ChangeDecoder.NOTHING;
        };
    }

    private static SourceEvent scan(@Nullable String table, ScanState state) {
        return new SourceEvent.TableScan(table == null ? "" : table, state);
    }

    /** The position of a row that {@code record} read. */
    Position position(SourceRecord record) {
        return position(record, kind(record));
    }

    private SourceEvent announced() {
        announced = true;
        kind = null;
        return ChangeDecoder.NOTHING;
    }

    private SourceEvent started(SnapshotKind started, Struct notification) {
        announced = false;
        kind = started;
        Map<String, String> more = notification.getMap("additional_data");
        return new SourceEvent.SnapshotStarted(started, more.getOrDefault("data_collections", "some tables"));
    }

    /** Its offset no longer says which kind it was. */
    private SourceEvent completed(SourceRecord record) {
        SnapshotKind completed = kind == null ? SnapshotKind.INITIAL : kind;
        announced = false;
        kind = null;
        return new SourceEvent.SnapshotCompleted(position(record, completed));
    }

    private Position position(SourceRecord record, SnapshotKind of) {
        return switch (of) {
            case INITIAL -> positions.atInitialSnapshot(record);
            case BLOCKING -> positions.atBlockingSnapshot(record);
        };
    }

    private static SnapshotKind kind(SourceRecord record) {
        return "BLOCKING".equals(record.sourceOffset().get("snapshot")) ? SnapshotKind.BLOCKING : SnapshotKind.INITIAL;
    }
}
