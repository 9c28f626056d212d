package io.debezium.server.turso;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.debezium.embedded.Connect;
import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.server.turso.bench.Waiting;
import org.apache.kafka.connect.source.SourceRecord;

/** A real engine with a real connector in this process, which ends right after the record that the test names. */
final class EmbeddedRun {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private EmbeddedRun() {}

    /** Sees every record before the consumer does. */
    @FunctionalInterface
    interface Watch {
        /** Whether the engine fails as soon as the consumer has had {@code record}, and nothing after it. */
        boolean cutsAfter(SourceRecord record) throws Exception;
    }

    private static final class CutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CutException() {
            super("cut by the test");
        }
    }

    /** Runs until {@code watch} cuts; any other end is a failure of the test. */
    static void until(Watch watch, Properties properties, ChangeConsumer<ChangeEvent<Object, Object>> consumer)
            throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying(cutting(watch, consumer))
                .using((success, message, error) ->
                        end.complete(error == null ? new IllegalStateException(message) : error))
                .build();
        Thread thread = Thread.ofPlatform().start(engine);
        try {
            requireCut(end);
            thread.join(PATIENCE);
        } finally {
            if (thread.isAlive()) {
                close(engine);
            }
        }
    }

    private static void requireCut(CompletableFuture<Throwable> end) throws InterruptedException, ExecutionException {
        try {
            Throwable cause = end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (!(cause instanceof CutException) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (!(cause instanceof CutException)) {
                throw new AssertionError("the engine ended before it was cut", cause);
            }
        } catch (TimeoutException e) {
            throw new AssertionError("the record to cut after did not come", e);
        }
    }

    private static void close(DebeziumEngine<?> engine) throws IOException {
        try {
            engine.close();
        } catch (IllegalStateException e) {
            // It is ending by itself at this moment.
        }
    }

    // The engine knows its events by the format that it was made with, the sink takes those of any.
    @SuppressWarnings("unchecked")
    private static ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> cutting(
            Watch watch, ChangeConsumer<ChangeEvent<Object, Object>> consumer) {
        ChangeConsumer<ChangeEvent<Object, Object>> cutting =
                (records, committer) -> handle(records, committer, watch, consumer);
        return (ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>>) (ChangeConsumer<?>) cutting;
    }

    private static void handle(
            List<ChangeEvent<Object, Object>> records,
            RecordCommitter<ChangeEvent<Object, Object>> committer,
            Watch watch,
            ChangeConsumer<ChangeEvent<Object, Object>> consumer)
            throws InterruptedException {
        for (int i = 0; i < records.size(); i++) {
            if (cuts(watch, sourceRecord(records.get(i)))) {
                consumer.handleBatch(records.subList(0, i + 1), committer);
                throw new CutException();
            }
        }
        consumer.handleBatch(records, committer);
    }

    private static boolean cuts(Watch watch, SourceRecord record) throws InterruptedException {
        try {
            return watch.cutsAfter(record);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the test's own work failed", e);
        }
    }

    static SourceRecord sourceRecord(ChangeEvent<Object, Object> event) {
        return ((EmbeddedEngineChangeEvent<?, ?, ?>) event).sourceRecord();
    }
}
