package io.debezium.server.turso.event;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.server.turso.bench.Waiting;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A real engine whose records are decoded, replayed, and acknowledged by the decoded positions only. */
final class DecodedEngine implements AutoCloseable {
    static final String PLACEHOLDER = "unavailable-9c4e";
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private final ChangeDecoder decoder = new ChangeDecoder(
            new DecoderSettings(
                    "p", DecoderSettings.DEFAULT_HEARTBEAT_TOPIC_PREFIX, "notifications", PLACEHOLDER, null),
            (table, snapshot) -> true,
            new WithoutTriggers(),
            0);
    private final ReplayedTables tables;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;

    /** Runs until {@code last} has been decoded. */
    DecodedEngine(int port, Path offsets, ReplayedTables tables, Predicate<SourceEvent> last) {
        this.tables = tables;
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties(port, offsets))
                .notifying((records, committer) -> handle(records, committer, last))
                .using((success, message, error) -> {
                    failure.compareAndSet(null, error);
                    done.countDown();
                })
                .build();
        thread.execute(engine);
    }

    void await() throws InterruptedException {
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || failure.get() != null) {
            throw new AssertionError("the awaited event did not come", failure.get());
        }
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> records,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
            Predicate<SourceEvent> last)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> record : records) {
            SourceEvent event = decoder.decode(record.record());
            Position position = tables.replay(event);
            if (position != null) {
                DebeziumEngine.Offsets offsets = committer.buildOffsets();
                position.offset().forEach(offsets::set);
                committer.markProcessed(record, offsets);
            }
            if (last.test(event)) {
                committer.markBatchFinished();
                done.countDown();
            }
        }
        committer.markBatchFinished();
    }

    private static Properties properties(int port, Path offsets) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "name", "decoded",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "plugin.name", "pgoutput",
                "topic.prefix", "p",
                "database.hostname", "localhost",
                "database.port", Integer.toString(port),
                "database.user", "postgres",
                "database.password", "postgres",
                "database.dbname", "postgres"));
        properties.putAll(Map.of(
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename", offsets.toString(),
                "offset.flush.interval.ms", "0",
                "poll.interval.ms", "10",
                "provide.transaction.metadata", "true",
                "skipped.operations", "none",
                "notification.enabled.channels", "sink",
                "notification.sink.topic.name", "notifications",
                "unavailable.value.placeholder", PLACEHOLDER));
        return properties;
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
    }
}
