package io.debezium.server.turso;

import java.util.List;
import java.util.Map;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.server.turso.delivery.SourceStream;
import io.debezium.server.turso.event.ChangeDecoder;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.event.SourceEvent;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The sink's own parts, used the way of most sinks: every change is applied as it comes, and Debezium's own offset is
 * stored afterwards.
 */
final class OrdinaryConsumer implements DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>> {
    private final SourceStream stream;
    private final ChangeDecoder decoder;
    private final Acknowledged acknowledged;
    /** Of an applied change; above all LSNs, and above those of an earlier consumer. */
    private long position = (1L << 60) + System.currentTimeMillis() * 1000;

    /** Which records are marked processed once they are applied. */
    enum Acknowledged {
        EACH,
        ENDS_OF_TRANSACTIONS,
        NONE
    }

    OrdinaryConsumer(TursoSink sink, ChangeDecoder decoder, Acknowledged acknowledged) throws InterruptedException {
        this.stream = sink.openStream();
        this.decoder = decoder;
        this.acknowledged = acknowledged;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        for (ChangeEvent<Object, Object> record : records) {
            SourceRecord sent = EmbeddedRun.sourceRecord(record);
            apply(decoder.decode(sent));
            if (isAcknowledged(sent)) {
                committer.markProcessed(record);
            }
        }
        stream.flush();
        committer.markBatchFinished();
    }

    private void apply(SourceEvent event) throws InterruptedException {
        switch (event) {
            case SourceEvent.Begin begin -> {}
            case SourceEvent.End end -> {}
            case SourceEvent.Changes changes -> applyAlone(changes);
            case SourceEvent.SnapshotStarted started -> stream.accept(started);
            case SourceEvent.SnapshotRow row -> stream.accept(row);
            case SourceEvent.SnapshotCompleted completed -> stream.accept(completed);
            case SourceEvent.TableScan scan -> {}
            case SourceEvent.Heartbeat heartbeat -> {}
            case SourceEvent.Nothing nothing -> {}
        }
    }

    private void applyAlone(SourceEvent.Changes changes) throws InterruptedException {
        String id = Long.toString(++position);
        stream.accept(new SourceEvent.Begin(id));
        stream.accept(new SourceEvent.Changes(id, changes.lsn(), changes.changes()));
        stream.accept(new SourceEvent.End(id, new Position(position, 0, Map.of()), 1));
    }

    private boolean isAcknowledged(SourceRecord record) {
        return switch (acknowledged) {
            case EACH -> true;
            case ENDS_OF_TRANSACTIONS ->
                Sent.end().or(Sent.snapshotIs("COMPLETED")).test(record);
            case NONE -> false;
        };
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return false;
    }
}
