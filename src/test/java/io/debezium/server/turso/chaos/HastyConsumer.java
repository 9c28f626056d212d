package io.debezium.server.turso.chaos;

import java.util.List;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;

/** Marks a batch processed, and has it processed then. */
final class HastyConsumer implements ChangeConsumer<ChangeEvent<Object, Object>> {
    private final ChangeConsumer<ChangeEvent<Object, Object>> consumer;

    HastyConsumer(ChangeConsumer<ChangeEvent<Object, Object>> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records, RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        for (ChangeEvent<Object, Object> record : records) {
            committer.markProcessed(record);
        }
        committer.markBatchFinished();
        consumer.handleBatch(records, new Ignored());
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return consumer.supportsTombstoneEvents();
    }

    private static final class Ignored implements RecordCommitter<ChangeEvent<Object, Object>> {
        @Override
        public void markProcessed(ChangeEvent<Object, Object> record) {}

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record, Offsets offsets) {}

        @Override
        public void markBatchFinished() {}

        @Override
        public Offsets buildOffsets() {
            throw new UnsupportedOperationException();
        }
    }
}
