package io.debezium.server.turso.benchmark;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.config.SourceSetting;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The connector in this process, with the settings that the jar brings; its snapshots go nowhere. */
final class SnapshotEngine {
    private static final String SOURCE = "debezium.source.";
    private static final long PATIENCE_MINUTES = 5;

    private final Database database;

    SnapshotEngine(Database database) {
        this.database = database;
    }

    /** From the first of {@code rows} rows to the last. */
    double rowsPerSecond(int rows, boolean converter) throws Exception {
        Properties properties = properties();
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

    private Properties properties() {
        Properties properties = new Properties();
        SourceSetting.ALL.forEach(setting -> put(properties, setting.key(), setting.value()));
        database.sourceProperties().forEach((key, value) -> put(properties, key, value));
        properties.put("name", "converted");
        // The sink's own two need a target.
        properties.put("snapshot.mode", "initial");
        properties.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        return properties;
    }

    private static void put(Properties properties, String key, String value) {
        if (key.startsWith(SOURCE)) {
            properties.put(key.substring(SOURCE.length()), value);
        }
    }
}
