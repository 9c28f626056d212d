package io.debezium.server.turso.converter;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.server.turso.bench.ConnectorProperties;
import io.debezium.server.turso.bench.postgres.Database;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The new rows of a database's events, captured by a real connector with the settings that the jar brings. */
final class CapturedRows implements AutoCloseable {

    private final Properties before = (Properties) System.getProperties().clone();
    private final BlockingQueue<Struct> rows = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;

    CapturedRows(Database database) {
        Properties settings = ConnectorProperties.of(database, "captured");
        settings.stringPropertyNames()
                .forEach(name -> System.setProperty("debezium.source." + name, settings.getProperty(name)));
        database.sourceProperties().forEach(System::setProperty);
        // A configuration read before keeps the names that it saw then.
        QuarkusConfigFactory.setConfig(null);
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .notifying(this::handle)
                .using((success, message, error) -> {
                    if (error != null) {
                        end.complete(error);
                    }
                })
                .build();
        thread.execute(engine);
    }

    /** The next row, which must come within a minute. */
    Struct next() throws InterruptedException {
        Struct row = null;
        for (int second = 0; row == null && second < 60 && !end.isDone(); second++) {
            row = rows.poll(1, TimeUnit.SECONDS);
        }
        if (row == null) {
            throw new AssertionError("no row came", end.getNow(null));
        }
        return row;
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> record : records) {
            if (record.record().value() instanceof Struct value
                    && value.schema().field("after") != null
                    && value.get("after") != null) {
                rows.add(value.getStruct("after"));
            }
            committer.markProcessed(record);
        }
        committer.markBatchFinished();
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
        System.setProperties(before);
    }
}
