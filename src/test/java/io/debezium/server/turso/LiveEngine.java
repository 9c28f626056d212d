package io.debezium.server.turso;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import org.apache.kafka.connect.source.SourceRecord;

/** A real engine in this process that runs until the test closes it, or until it fails. */
final class LiveEngine implements AutoCloseable {
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final TursoChangeConsumer consumer;
    private final CompletableFuture<Throwable> end;
    private final Thread thread;

    private LiveEngine(
            DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine,
            TursoChangeConsumer consumer,
            CompletableFuture<Throwable> end) {
        this.engine = engine;
        this.consumer = consumer;
        this.end = end;
        this.thread = Thread.ofPlatform().start(engine);
    }

    // The engine knows its events by the format that it was made with, the sink takes those of any.
    @SuppressWarnings("unchecked")
    static LiveEngine start(Properties properties, TursoChangeConsumer consumer) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying((ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>>) (ChangeConsumer<?>) consumer)
                .using((success, message, error) ->
                        end.complete(error == null ? new IllegalStateException(message) : error))
                .build();
        return new LiveEngine(engine, consumer, end);
    }

    /** Fails with the engine's own failure, if it has ended. */
    void requireAlive() {
        if (end.isDone()) {
            throw new AssertionError("the engine has ended", end.join());
        }
    }

    boolean isAlive() {
        return !end.isDone();
    }

    /** Waits until the engine ends by itself; returns the message of the failure behind it. */
    String awaitFailure(long seconds) throws Exception {
        Throwable cause = end.get(seconds, TimeUnit.SECONDS);
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() throws IOException {
        try {
            if (isAlive()) {
                engine.close();
            }
            thread.join();
        } catch (IllegalStateException e) {
            // It is ending by itself at this moment.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
