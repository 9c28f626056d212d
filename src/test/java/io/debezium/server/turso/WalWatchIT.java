package io.debezium.server.turso;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.management.JMException;
import javax.management.ObjectName;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A mirror of a database in which nothing happens does not keep the WAL of the others. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WalWatchIT {
    private static final long MIB = 1L << 20;

    private final LoggedLines lines = LoggedLines.of(WalWatch.class);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void anIdleDatabaseLetsTheWalOfOthersGo(Database idle, TursoServer turso, PostgresServer postgres)
            throws Exception {
        idle.execute("CREATE TABLE menu (id int PRIMARY KEY)", "INSERT INTO menu VALUES (1)");
        AtomicBoolean grown = new AtomicBoolean();
        try (EmbeddedServer server = new EmbeddedServer(idle, turso);
                Database busy = postgres.createDatabase()) {
            server.set("debezium.sink.turso.wal.warn.bytes", Long.toString(40 * MIB));
            server.set("debezium.source.heartbeat.interval.ms", "200");
            server.run(record -> {
                if (!record.topic().startsWith("__debezium-heartbeat")) {
                    return false;
                }
                if (grown.compareAndSet(false, true)) {
                    busy.execute("SELECT count(pg_logical_emit_message(false, 'bulk', repeat('x', 1000000)))"
                            + " FROM generate_series(1, 100)");
                    // The connector waits for this thread meanwhile, and the slot for the connector.
                    Waiting.until("the metric to grow", Waiting.PATIENCE, () -> heldBack() > 40 * MIB);
                }
                // What Postgres does by itself from time to time: only then can the slot let go.
                idle.execute("CHECKPOINT");
                return heldBack() < 40 * MIB;
            });
            assertThat(lines.lines())
                    .satisfiesExactly(
                            warning -> assertThat(warning)
                                    .startsWith("WARN Postgres keeps ")
                                    .contains(
                                            "debezium.sink.turso.wal.warn.bytes",
                                            "The mirror is behind, or a transaction has been open",
                                            "max_slot_wal_keep_size"),
                            end -> assertThat(end)
                                    .startsWith("INFO Postgres keeps ")
                                    .contains("no longer too much"));
        }
        Oracle.assertMirrors(idle, turso);
    }

    @Test
    void whileTursoIsAwayTheWarningNamesIt(Database shop, TursoServer turso, PostgresServer postgres) throws Exception {
        shop.execute("CREATE TABLE menu (id int PRIMARY KEY)", "CREATE TABLE log (line text)");
        try (EmbeddedServer server = new EmbeddedServer(shop, turso);
                Database busy = postgres.createDatabase()) {
            server.set("debezium.sink.turso.wal.warn.bytes", Long.toString(40 * MIB));
            server.set("debezium.source.heartbeat.interval.ms", "200");
            try (LiveEngine engine = server.start()) {
                shop.execute("INSERT INTO menu VALUES (1)");
                Oracle.awaitMirror(shop, turso, Waiting.PATIENCE);
                turso.stop();
                shop.transaction("INSERT INTO menu VALUES (2)", "INSERT INTO log VALUES ('a'), ('a')");
                Waiting.until("the failure to show", Waiting.PATIENCE, () -> !metric("CurrentFailure")
                        .equals(""));
                busy.execute("SELECT count(pg_logical_emit_message(false, 'bulk', repeat('x', 1000000)))"
                        + " FROM generate_series(1, 100)");
                Waiting.until("the metric to grow", Waiting.PATIENCE, () -> heldBack() > 40 * MIB);
                Waiting.until(
                        "the warning", Waiting.PATIENCE, () -> !lines.lines().isEmpty());
                turso.resume();
                Oracle.awaitMirror(shop, turso, Waiting.PATIENCE);
                Waiting.until("the WAL to go", Waiting.PATIENCE, () -> {
                    shop.execute("CHECKPOINT");
                    return heldBack() < 40 * MIB && lines.lines().size() > 1;
                });
                engine.requireAlive();
            }
        }
        assertThat(lines.lines())
                .satisfiesExactly(
                        warning -> assertThat(warning)
                                .startsWith("WARN Postgres keeps ")
                                .contains("Turso does not take changes: ", "max_slot_wal_keep_size"),
                        end -> assertThat(end)
                                .startsWith("INFO Postgres keeps ")
                                .contains("no longer too much"));
    }

    private static long heldBack() throws JMException {
        return (Long) metric("WalBytesHeldBack");
    }

    private static Object metric(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("debezium.turso:type=connector-metrics,context=sink,server=turso"), name);
    }
}
