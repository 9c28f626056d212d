package io.debezium.server.turso;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is thrown while a batch is handled leaves it unacknowledged, and in a form that the engine does not go on after. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AcknowledgementIT {
    private static final String LATE = "the row that fails";

    /** In place of the commit of the row that fails. */
    @FunctionalInterface
    private interface Fault {
        @Nullable
        Outcome happen() throws InterruptedException;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("what the engine would retry with the next batch", IllegalStateException.class, () -> {
                    throw new RetriableException("of a library");
                }),
                fault("a defect", UnsupportedOperationException.class, () -> {
                    throw new UnsupportedOperationException("by the test");
                }),
                fault("want of memory", OutOfMemoryError.class, () -> {
                    throw new OutOfMemoryError("by the test");
                }),
                fault("an interrupt during the request", InterruptedException.class, () -> {
                    throw new InterruptedException("by the test");
                }),
                fault("an interrupt before the pause", InterruptedException.class, () -> {
                    Thread.currentThread().interrupt();
                    return new Outcome.NotCommitted(Failure.of(FailureKind.BUSY, "by the test"));
                }));
    }

    private static Arguments fault(String name, Class<? extends Throwable> thrown, Fault fault) {
        return arguments(named(name, fault), thrown);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aBatchThatFailsIsNotAcknowledgedAndTakenWhenItComesAgain(
            Fault fault, Class<? extends Throwable> thrown, Database database, TursoServer turso) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso);
                SqliteTarget target = new SqliteTarget()) {
            List<ChangeEvent<Object, Object>> batch = record(database);
            try (TursoChangeConsumer consumer =
                    server.consumer(own -> instead(own, new Failing(target, false, fault)))) {
                Marks marks = new Marks();
                assertThat(catchThrowable(() -> consumer.handleBatch(batch, marks)))
                        .isExactlyInstanceOf(thrown);
                assertThat(marks.records).isEmpty();
                assertThat(marks.batches).isZero();
                assertThat(target.rows("menu")).hasSize(1);
            }
            try (TursoChangeConsumer consumer =
                    server.consumer(own -> instead(own, new Failing(target, false, () -> null)))) {
                Marks marks = new Marks();
                consumer.handleBatch(batch, marks);
                assertThat(marks.records).containsExactly(batch.getLast());
                assertThat(marks.batches).isOne();
                assertThat(target.rows("menu", "name"))
                        .containsExactly(List.of(SqlValue.of("early")), List.of(SqlValue.of(LATE)));
            }
        }
    }

    @Test
    void theEngineStopsAtABatchThatFailsInsteadOfGoingOnWithTheNext(Database database, TursoServer turso)
            throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY, name text)", "CREATE TABLE log (n int)");
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            Object position = position(turso);
            database.execute("INSERT INTO menu VALUES (1, '" + LATE + "')");
            for (int n = 0; n < 50; n++) {
                database.execute("INSERT INTO log VALUES (" + n + ")");
            }
            try (LiveEngine engine = server.start(own -> new Failing(own, true, () -> {
                throw new RetriableException("of a library");
            }))) {
                assertThat(engine.awaitFailure(Waiting.PATIENCE.toSeconds())).isEqualTo("of a library");
            }
            assertThat(position(turso)).isEqualTo(position);
            assertThat(turso.query("SELECT n FROM log")).isEmpty();
            server.run(then(changeOf("log"), end())::test);
            database.execute("INSERT INTO menu VALUES (2, 'last')");
            server.run(then(changeOf("menu", 2), end())::test);
            Oracle.assertMirrors(database, turso);
        }
    }

    private static Target instead(Target own, Target other) {
        own.close();
        return other;
    }

    private static Object position(TursoServer turso) throws Exception {
        return turso.query("SELECT commit_lsn, resume_offset FROM _cdc_position");
    }

    /** What the connector sends of a snapshot and of one transaction after it, as the server that is configured has it run. */
    private static List<ChangeEvent<Object, Object>> record(Database database) throws Exception {
        database.execute("CREATE TABLE menu (id int PRIMARY KEY, name text)", "INSERT INTO menu VALUES (1, 'early')");
        List<ChangeEvent<Object, Object>> records = new ArrayList<>();
        Predicate<SourceRecord> lateEnds = then(changeOf("menu", 2), end());
        EmbeddedRun.Watch untilLate = record -> {
            if (snapshotIs("COMPLETED").test(record)) {
                database.execute("INSERT INTO menu VALUES (2, '" + LATE + "')");
            }
            return lateEnds.test(record);
        };
        EmbeddedRun.until(untilLate, EmbeddedServer.engineProperties(), (batch, committer) -> records.addAll(batch));
        return records;
    }

    private static final class Marks implements RecordCommitter<ChangeEvent<Object, Object>> {
        private final List<ChangeEvent<Object, Object>> records = new ArrayList<>();
        private int batches;

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record) {
            records.add(record);
        }

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record, Offsets offsets) {
            records.add(record);
        }

        @Override
        public void markBatchFinished() {
            batches++;
        }

        @Override
        public Offsets buildOffsets() {
            throw new UnsupportedOperationException();
        }
    }

    /** A target at which something happens instead of the commit of one row. */
    private record Failing(Target target, boolean closes, Fault fault) implements Target {
        @Override
        public Outcome commit(Transaction transaction) throws InterruptedException {
            boolean late = transaction.work().stream()
                    .flatMap(statement -> statement.args().stream())
                    .anyMatch(arg ->
                            arg instanceof SqlValue.Text text && text.value().contains(LATE));
            @Nullable Outcome happened = late ? fault.happen() : null;
            return happened == null ? target.commit(transaction) : happened;
        }

        @Override
        public List<List<SqlValue>> query(Statement statement) throws TargetException, InterruptedException {
            return target.query(statement);
        }

        @Override
        public String description() {
            return target.description();
        }

        @Override
        public void close() {
            if (closes) {
                target.close();
            }
        }
    }
}
