package io.debezium.server.turso.event;

import java.util.List;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of Debezium's Postgres connector into events, one for one and in order.
 *
 * <p>It has state, so one decoder sees all records of an engine, from one thread: the open transaction, the first half
 * of a key change, the kind of the running snapshot, the last position, and what it knows of schemas. Each is set anew
 * when the connector restarts by itself and sends a BEGIN or the start of a snapshot again.
 *
 * <p>It needs {@code provide.transaction.metadata=true}, {@code skipped.operations=none} and notifications on the sink's
 * channel.
 */
public final class ChangeDecoder {
    static final SourceEvent NOTHING = new SourceEvent.Nothing();
    private static final SourceEvent HEARTBEAT = new SourceEvent.Heartbeat();

    private final String transactionTopic;
    private final String heartbeatTopic;
    private final String messageTopic;
    private final String notificationTopic;
    private final PositionDecoder positions = new PositionDecoder();
    private final SnapshotDecoder snapshots = new SnapshotDecoder(positions);
    private final TableShapes shapes;
    private final RowDecoder rows;
    private final SchemaDecoder schemas;
    private @Nullable OpenTransaction open;

    /**
     * A decoder that has seen nothing.
     *
     * @param earlierTriggers messages of event triggers before that LSN may be of some whose secret nobody knows any more
     */
    public ChangeDecoder(DecoderSettings settings, RowKeys keys, SchemaCapture capture, long earlierTriggers) {
        transactionTopic = settings.transactionTopic();
        heartbeatTopic = settings.heartbeatTopic();
        messageTopic = settings.messageTopic();
        notificationTopic = settings.notificationTopic();
        schemas = new SchemaDecoder(capture, earlierTriggers);
        shapes = new TableShapes(new Placeholder(settings.unavailablePlaceholder()), keys, capture, schemas);
        rows = new RowDecoder(shapes, snapshots, settings.signalTable());
    }

    /**
     * Decodes the next record.
     *
     * @throws UndecodableEventException if it is of no known kind, or came where it cannot come
     */
    public SourceEvent decode(SourceRecord record) {
        if (record.value() == null) {
            return NOTHING; // a tombstone
        }
        if (!(record.value() instanceof Struct value)) {
            throw new UndecodableEventException(record, "its value is not a Struct");
        }
        return shapes.knows(record.valueSchema()) ? rows.decode(record, value, open) : decodeByTopic(record, value);
    }

    private SourceEvent decodeByTopic(SourceRecord record, Struct value) {
        String topic = record.topic();
        if (topic.equals(transactionTopic)) {
            return boundary(record, value);
        }
        if (topic.equals(heartbeatTopic)) {
            // One is sent between the last row of a transaction and its END.
            return open == null ? HEARTBEAT : NOTHING;
        }
        if (topic.equals(notificationTopic)) {
            return snapshots.notified(record, value);
        }
        if (topic.equals(messageTopic)) {
            return open == null ? NOTHING : message(record, value, open);
        }
        if (value.schema().field("op") == null) {
            throw new UndecodableEventException(record, "it is no change event, and no other kind that is known");
        }
        return rows.decode(record, value, open);
    }

    private SourceEvent message(SourceRecord record, Struct value, OpenTransaction transaction) {
        List<? extends SourceChange> changes = schemas.decode(record, value, transaction.xid());
        return changes.isEmpty() ? NOTHING : new SourceEvent.Changes(transaction.id(), 0, changes);
    }

    private SourceEvent boundary(SourceRecord record, Struct value) {
        OpenTransaction named = OpenTransaction.of(value.getString("id"));
        return switch (value.getString("status")) {
            case "BEGIN" -> begin(record, named);
            case "END" -> end(record, value, named);
            default -> throw new UndecodableEventException(record, "it neither begins nor ends a transaction");
        };
    }

    /** The connector never nests transactions: if one is open, the connector has started again. */
    private SourceEvent begin(SourceRecord record, OpenTransaction named) {
        positions.atStart(record);
        rows.begin();
        schemas.begin();
        open = named;
        return new SourceEvent.Begin(named.id());
    }

    private SourceEvent end(SourceRecord record, Struct value, OpenTransaction named) {
        if (!named.equals(open)) {
            throw new UndecodableEventException(record, "it ends a transaction that is not open");
        }
        rows.end(record);
        open = null;
        Long events = value.getInt64("event_count");
        return new SourceEvent.End(named.id(), positions.atEnd(record), events == null ? 0 : events);
    }
}
