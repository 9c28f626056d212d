package io.debezium.server.turso;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** One source transaction that is far larger than the sink's memory for it arrives whole and once, killed or not. */
@ExtendWith(Bench.class)
class LargeTransactionIT {
    /** {@code -Dit.large.rows=5000000} for the size that is promised with a heap of 512 MB. */
    private static final long ROWS = Long.getLong("it.large.rows", 100_000);

    private static final Duration PATIENCE = Waiting.PATIENCE.plusSeconds(ROWS / 2_000);

    @Test
    void aTransactionLargerThanMemoryArrivesWholeAndOnceAlthoughTheServerIsKilled(Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TABLE big (id bigint PRIMARY KEY, name text NOT NULL, n int)",
                "INSERT INTO big SELECT g, 'before', 0 FROM generate_series(1, 1000) g",
                "CREATE TABLE note (line text, n int)",
                "ALTER TABLE note REPLICA IDENTITY FULL",
                "INSERT INTO note VALUES ('once', 1), ('once', 1), (NULL, 2)",
                "CREATE TABLE page (id bigint PRIMARY KEY, body text NOT NULL)",
                "ALTER TABLE page ALTER body SET STORAGE EXTERNAL",
                "INSERT INTO page SELECT g, repeat(g || ' ', 1000) FROM generate_series(1, 3000) g");
        try (ServerProcess server = ServerProcess.lean(settings(database, turso))) {
            Oracle.awaitMirror(database, turso, PATIENCE);
            Sizes sizes = new Sizes(turso);
            database.transaction(
                    "UPDATE big SET n = n + 1",
                    "INSERT INTO big SELECT g, 'row ' || g, g % 7 FROM generate_series(1001, " + (1000 + ROWS) + ") g",
                    "INSERT INTO note SELECT CASE WHEN g % 9 > 0 THEN 'line ' || g / 2 END, g / 3 FROM generate_series(1, "
                            + ROWS / 10 + ") g",
                    "UPDATE note SET line = 'new ' || line WHERE n % 4 > 0",
                    "DELETE FROM note WHERE n % 5 = 1",
                    "DELETE FROM big WHERE n = 3",
                    "UPDATE big SET name = 'after' WHERE n = 4",
                    // The pages keep their bodies, of which the events say nothing.
                    "UPDATE page SET id = id + 10000",
                    "UPDATE page SET id = -id WHERE id % 3 = 0");
            Waiting.until("rows to be staged", PATIENCE, () -> count(turso, "_cdc_staged") > 3);
            server.kill9();
            assertThat(count(turso, "big")).isEqualTo(1000);
            server.resume();
            server.awaitLog("are applied now", PATIENCE);
            server.kill9();
            server.resume();
            tellMemory(server, turso);
            Oracle.awaitMirror(database, turso, PATIENCE);
            assertThat(count(turso, "_cdc_staged")).isZero();
            assertThat(server.log()).doesNotContain(" ERROR ").doesNotContain("queue is full");
            sizes.stop();
            assertThat(sizes.seen)
                    .as("what a reader saw from before the transaction to its end")
                    .containsExactlyInAnyOrder(List.of(1000L, 3L), Sizes.of(turso));
        }
    }

    /** A reader that asks without pause how many rows there are, of both tables at once. */
    private static final class Sizes {
        private final Set<List<Object>> seen = ConcurrentHashMap.newKeySet();
        private final Thread thread;

        Sizes(TursoServer turso) throws IOException, InterruptedException {
            seen.add(of(turso));
            thread = Thread.ofVirtual().start(() -> read(turso));
        }

        static List<Object> of(TursoServer turso) throws IOException, InterruptedException {
            return List.copyOf(turso.query("SELECT (SELECT count(*) FROM big), (SELECT count(*) FROM note)")
                    .getFirst());
        }

        private void read(TursoServer turso) {
            try {
                while (true) {
                    readOnce(turso);
                    Thread.sleep(5);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                seen.add(List.of(e.toString()));
            }
        }

        private void readOnce(TursoServer turso) throws IOException, InterruptedException {
            try {
                seen.add(of(turso));
            } catch (HttpTimeoutException unanswered) {
                // It has seen nothing: the Turso engine answers nobody while it works on a transaction.
            }
        }

        void stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }

    /** How long the third attempt takes, which nothing disturbs, and how much memory. */
    private static void tellMemory(ServerProcess server, TursoServer turso) throws InterruptedException {
        long start = System.nanoTime();
        AtomicLong peak = new AtomicLong();
        Waiting.until("the transaction to be applied", PATIENCE, () -> {
            peak.accumulateAndGet(server.residentBytes(), Math::max);
            return count(turso, "big") > 1000;
        });
        System.out.printf(
                "%d rows in one transaction: %d s after the start, %d MB resident at most%n",
                ROWS, Duration.ofNanos(System.nanoTime() - start).toSeconds(), peak.get() >> 20);
    }

    private static long count(TursoServer turso, String table) throws IOException, InterruptedException {
        return (Long) turso.query("SELECT count(*) FROM " + table).getFirst().getFirst();
    }

    private static Map<String, String> settings(Database database, TursoServer turso) {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.sink.turso.batch.max.bytes", "1000000");
        settings.put("debezium.sink.turso.transaction.memory.bytes", "2000000");
        return settings;
    }
}
