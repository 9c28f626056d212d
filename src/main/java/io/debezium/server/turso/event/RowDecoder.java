package io.debezium.server.turso.event;

import java.util.List;

import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of captured tables. */
final class RowDecoder {
    private final TableShapes shapes;
    private final SnapshotDecoder snapshots;
    private final KeyChangeDecoder keyChanges = new KeyChangeDecoder();
    private final @Nullable TableId signalTable;

    RowDecoder(TableShapes shapes, SnapshotDecoder snapshots, @Nullable TableId signalTable) {
        this.shapes = shapes;
        this.snapshots = snapshots;
        this.signalTable = signalTable;
    }

    SourceEvent decode(SourceRecord record, Struct envelope, @Nullable OpenTransaction open) {
        Struct source = envelope.getStruct("source");
        if (source == null) {
            throw new UndecodableEventException(record, "it has no source block");
        }
        // Before its shape is asked for: that may be a question to the source.
        if (signalTable != null
                && signalTable.name().equals(source.getString("table"))
                && signalTable.schema().equals(source.getString("schema"))) {
            return ChangeDecoder.NOTHING;
        }
        TableShape shape = shapes.of(record, source);
        String operation = String.valueOf(envelope.getString("op"));
        if ("r".equals(operation)) {
            return read(record, shape, envelope, source);
        }
        OpenTransaction transaction = requireTransaction(record, source, open);
        Change change = change(record, shape, envelope, operation);
        return change == null ? ChangeDecoder.NOTHING : changes(transaction.id(), source, change);
    }

    /** A transaction begins; the half of a key change that a lost connection has left behind is void. */
    void begin() {
        keyChanges.discard();
    }

    void end(SourceRecord record) {
        keyChanges.requireNone(record);
    }

    private SourceEvent read(SourceRecord record, TableShape shape, Struct envelope, Struct source) {
        Change.Insert insert = new Change.Insert(shape.table(), require(record, shape, envelope, "after"));
        String snapshot = String.valueOf(source.getWithoutDefault("snapshot"));
        return switch (snapshot) {
            case "incremental" -> changes(null, source, insert);
            case "first", "first_in_data_collection", "true", "last_in_data_collection", "last" ->
                new SourceEvent.SnapshotRow(insert, snapshots.position(record));
            default ->
                throw new UndecodableEventException(record, "it was read by an unknown kind of snapshot: " + snapshot);
        };
    }

    private @Nullable Change change(SourceRecord record, TableShape shape, Struct envelope, String operation) {
        if ("c".equals(operation)) {
            return created(record, shape, envelope);
        }
        keyChanges.requireNone(record);
        return switch (operation) {
            case "u" ->
                new Change.Update(shape.table(), before(shape, envelope), require(record, shape, envelope, "after"));
            case "d" -> deleted(record, shape, envelope);
            case "t" -> new Change.Truncate(shape.table());
            default -> throw new UndecodableEventException(record, "unknown operation: " + operation);
        };
    }

    private Change created(SourceRecord record, TableShape shape, Struct envelope) {
        Row after = require(record, shape, envelope, "after");
        if (KeyChangeDecoder.isSecondHalf(record)) {
            return keyChanges.second(record, shape, after);
        }
        keyChanges.requireNone(record);
        return new Change.Insert(shape.table(), after);
    }

    private @Nullable Change deleted(SourceRecord record, TableShape shape, Struct envelope) {
        if (KeyChangeDecoder.isFirstHalf(record)) {
            keyChanges.first(record, shape, before(shape, envelope));
            return null;
        }
        return new Change.Delete(shape.table(), key(record, shape), before(shape, envelope));
    }

    private static Row key(SourceRecord record, TableShape shape) {
        if (shape.hasKey() && !(record.key() instanceof Struct)) {
            throw new UndecodableEventException(record, "the key of a deleted row is missing");
        }
        return shape.hasKey() && record.key() instanceof Struct key ? shape.key(key) : shape.noKey();
    }

    /**
     * The old row as it was sent. Nothing in an event tells replica identity FULL from a row of which only the key is
     * real, but a table without a key has no other identity that lets Postgres accept updates and deletes.
     */
    private static @Nullable Row before(TableShape shape, Struct envelope) {
        return envelope.getWithoutDefault("before") instanceof Struct before ? shape.row(before) : null;
    }

    private static Row require(SourceRecord record, TableShape shape, Struct envelope, String field) {
        if (envelope.getWithoutDefault(field) instanceof Struct row) {
            return shape.row(row);
        }
        throw new UndecodableEventException(record, "it has no '" + field + "'");
    }

    private static OpenTransaction requireTransaction(
            SourceRecord record, Struct source, @Nullable OpenTransaction open) {
        if (open != null && source.getWithoutDefault("txId") instanceof Long xid && xid == open.xid()) {
            return open;
        }
        throw new UndecodableEventException(
                record, "it lies outside its transaction; is provide.transaction.metadata=true?");
    }

    private static SourceEvent changes(@Nullable String transactionId, Struct source, Change change) {
        long lsn = source.getWithoutDefault("lsn") instanceof Long known ? known : 0;
        return new SourceEvent.Changes(transactionId, lsn, List.of(change));
    }
}
