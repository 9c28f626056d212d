package io.debezium.server.turso;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The sink at work beside a test, in this process, until it is told to stop; it can go on afterwards. */
final class RunningSink implements AutoCloseable {
    private static final Duration PATIENCE = Waiting.PATIENCE;
    private static final String STOP = "bench.stop";

    private final Database database;
    private final TursoServer turso;
    private final EmbeddedServer server;
    private CompletableFuture<Void> run = new CompletableFuture<>();
    private int stops;

    private RunningSink(Database database, TursoServer turso, Map<String, String> settings) throws IOException {
        this.database = database;
        this.turso = turso;
        this.server = new EmbeddedServer(database, turso, settings);
    }

    /** Starts the sink with {@code settings} on top of what a test needs. */
    static RunningSink start(Database database, TursoServer turso, Map<String, String> settings) throws IOException {
        RunningSink mirror = new RunningSink(database, turso, settings);
        mirror.resume();
        return mirror;
    }

    /** Starts it again after {@link #stop}. */
    void resume() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        run = next;
        String stop = STOP + ++stops;
        Thread.ofPlatform().name("running-sink").start(() -> {
            try {
                server.run(record -> isMessage(record, stop));
                next.complete(null);
            } catch (Throwable e) {
                next.completeExceptionally(e);
            }
        });
    }

    /** Ends the engine in the middle of a transaction, whose other part comes again after {@link #resume}. */
    void stop(String... transaction) throws Exception {
        String[] stopping = new String[transaction.length + 2];
        System.arraycopy(transaction, 0, stopping, 0, transaction.length);
        stopping[transaction.length] = "SELECT pg_logical_emit_message(true, '" + STOP + stops + "', '')";
        stopping[transaction.length + 1] = "SELECT 1";
        database.transaction(stopping);
        run.get();
    }

    /** Waits until Turso has all that is committed in Postgres now, and compares all of it. */
    void awaitMirror() throws Exception {
        awaitPosition();
        Oracle.assertMirrors(database, turso);
    }

    /** Waits until Turso has all that is committed in Postgres now. */
    void awaitPosition() throws Exception {
        long position = database.walPosition();
        database.execute("SELECT pg_logical_emit_message(true, 'bench.marker', '')");
        Waiting.until("_cdc_position to pass LSN " + position, PATIENCE, () -> run.isDone() || passed(position));
        if (run.isDone()) {
            throw new AssertionError("the sink has stopped: " + awaitFailure(), awaitFailure());
        }
    }

    /** What ended the engine; waits for the end. */
    Throwable awaitFailure() throws Exception {
        Waiting.until("the sink to stop", PATIENCE, run::isCompletedExceptionally);
        Throwable failure = run.exceptionNow();
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private boolean passed(long position) throws IOException, InterruptedException {
        @Nullable
        Object applied = turso.query("SELECT max(commit_lsn) FROM _cdc_position")
                .getFirst()
                .getFirst();
        return applied != null && (Long) Objects.requireNonNull(applied) >= position;
    }

    private static boolean isMessage(SourceRecord record, String prefix) {
        return record.topic().endsWith(".message")
                && record.value() instanceof Struct value
                && prefix.equals(value.getStruct("message").getString("prefix"));
    }

    @Override
    public void close() {
        try {
            if (!run.isDone()) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the sink did not stop", e);
        } finally {
            server.close();
        }
    }
}
