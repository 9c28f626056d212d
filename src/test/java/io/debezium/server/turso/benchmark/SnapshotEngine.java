package io.debezium.server.turso.benchmark;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.server.turso.bench.ConnectorProperties;
import io.debezium.server.turso.bench.postgres.Database;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The connector in this process, with the settings that the jar brings; its snapshots go nowhere. */
final class SnapshotEngine {
    private static final long PATIENCE_MINUTES = 5;

    private final Database database;

    SnapshotEngine(Database database) {
        this.database = database;
    }

    /** From the first of {@code rows} rows to the last. */
    double rowsPerSecond(int rows, boolean converter) throws Exception {
        Properties properties = ConnectorProperties.of(database, "converted");
        if (!converter) {
            properties.remove("converters");
        }
        CompletableFuture<Double> rate = new CompletableFuture<>();
        AtomicLong seen = new AtomicLong();
        AtomicLong began = new AtomicLong();
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(properties)
                .notifying((records, committer) -> {
                    for (RecordChangeEvent<SourceRecord> record : records) {
                        if (isRow(record.record())) {
                            began.compareAndSet(0, System.nanoTime());
                            if (seen.incrementAndGet() == rows) {
                                rate.complete(rows * 1e9 / (System.nanoTime() - began.get()));
                            }
                        }
                        committer.markProcessed(record);
                    }
                    committer.markBatchFinished();
                })
                .using((success, message, error) -> rate.completeExceptionally(
                        error == null ? new IllegalStateException("the engine ended: " + message) : error))
                .build();
        Thread thread = Thread.ofPlatform().name("snapshot-engine").start(engine);
        try (engine) {
            return rate.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } finally {
            thread.join();
        }
    }

    private static boolean isRow(SourceRecord record) {
        return record.value() instanceof Struct value && value.schema().field("after") != null;
    }
}
