package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.pipeline.ErrorHandler;
import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;

/** Intervals that the driver cannot tell apart or cannot read, in the stream; snapshots have their text. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class IntervalsIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";

    private final LoggedLines lines = LoggedLines.of(ErrorHandler.class);

    @AfterEach
    void close() {
        lines.close();
    }

    /** Word for word what the README says of it. */
    @Test
    void oneBeyondTheDriverHoldsTheMirrorUntilItIsLoadedAnew(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE waits (id int PRIMARY KEY, i interval)",
                "INSERT INTO waits VALUES (1, '2147483648 hours')",
                "CREATE TABLE marker (id int PRIMARY KEY)");
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            Oracle.assertMirrors(database, turso);
            List<List<@Nullable Object>> position = turso.query("SELECT commit_lsn FROM _cdc_position");

            database.execute("INSERT INTO waits VALUES (2, '2147483648 hours')");
            try (LiveEngine engine = server.start()) {
                Waiting.until("the connector to start again twice", Waiting.PATIENCE, () -> failures() > 2);
                engine.requireAlive();
            }
            assertThat(turso.query("SELECT commit_lsn FROM _cdc_position")).isEqualTo(position);
            assertThat(turso.query("SELECT id FROM waits")).containsExactly(List.of(1L));

            database.execute("UPDATE waits SET i = '2147483647 hours' WHERE id = 2");
            server.set(AGAIN, "gone");
            var last = then(changeOf("marker", 0), end());
            server.run(record -> {
                if (snapshotIs("COMPLETED").test(record)) {
                    database.execute("INSERT INTO marker VALUES (0)");
                }
                return last.test(record);
            });
            Oracle.assertMirrors(database, turso);
        }
    }

    /** The answer of before a CHECK was dropped must not be taken for what came after. */
    @Test
    void zeroIsOneOnlyWhileACheckKeepsInfinityOut(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE DOMAIN span AS interval",
                "CREATE TABLE t (id int PRIMARY KEY, i interval CONSTRAINT finite CHECK (isfinite(i)),"
                        + " d span CHECK (isfinite(d)))");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitPosition();
            database.execute("INSERT INTO t VALUES (1, '0', '0'), (2, '1 mon', '0')");
            mirror.awaitMirror();
            database.execute("ALTER TABLE t DROP CONSTRAINT finite", "INSERT INTO t VALUES (3, 'infinity', '0')");
            assertThat(mirror.awaitFailure())
                    .hasMessageContainingAll("\"i\"", "public.t", "interval of zero or an infinite one", "isfinite");
        }
        assertThat(turso.query("SELECT id FROM t ORDER BY id")).containsExactly(List.of(1L), List.of(2L));
    }

    /** A domain's CHECK may go without a sign in the stream. */
    @Test
    void aCheckOfADomainIsNotReliedUpon(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE DOMAIN span AS interval CHECK (isfinite(VALUE))",
                "CREATE TABLE t (id int PRIMARY KEY, i span)");
        try (RunningSink mirror = RunningSink.start(database, turso, Map.of())) {
            mirror.awaitPosition();
            database.execute("INSERT INTO t VALUES (1, '0')");
            assertThat(mirror.awaitFailure()).hasMessageContainingAll("\"i\"", "public.t", "isfinite");
        }
    }

    private long failures() {
        return lines.lines().stream()
                .filter(line -> line.contains("Conversion of interval failed"))
                .count();
    }
}
