package io.debezium.server.turso.chaos;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;

/** Marks a batch processed as soon as it waits in a queue: as sinks do that write in the background. */
final class HastyConsumer implements ChangeConsumer<ChangeEvent<Object, Object>> {
    private final ChangeConsumer<ChangeEvent<Object, Object>> consumer;
    private final ExecutorService queue = Executors.newSingleThreadExecutor();

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
        List<ChangeEvent<Object, Object>> batch = List.copyOf(records);
        queue.execute(() -> deliver(batch));
    }

    private void deliver(List<ChangeEvent<Object, Object>> batch) {
        try {
            consumer.handleBatch(batch, new Ignored());
        } catch (InterruptedException | RuntimeException e) {
            System.out.println(" ERROR The Turso sink stops: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
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
