package io.debezium.server.turso;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;

/**
 * {@link RestartTraps} in one stream that is cut anywhere, again and again.
 * {@code -Dit.seed=…} repeats a run.
 */
@ExtendWith(Bench.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RestartMatrixIT {
    private static final int LONGEST_RUN = 60;

    private final long seed =
            SystemProperties.find("it.seed").map(Long::valueOf).orElse(20261125L);
    private final Random random = new Random(seed);

    @BeforeEach
    void createTables(Database database) throws Exception {
        database.execute(RestartTraps.TABLES);
        database.execute("CREATE TABLE marker (id int PRIMARY KEY)");
    }

    @Test
    void aStreamThatIsCutAgainAndAgainArrivesWhole(Database database, TursoServer turso) throws Exception {
        System.out.println("RestartMatrixIT: -Dit.seed=" + seed);
        AtomicBoolean complete = new AtomicBoolean();
        Predicate<SourceRecord> last = then(changeOf("marker", 1), end());
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.set("debezium.source.heartbeat.interval.ms", "20");
            server.run(record -> {
                if (snapshotIs("COMPLETED").test(record)) {
                    RestartTraps.write(database);
                    database.execute("INSERT INTO marker VALUES (1)");
                    return true;
                }
                return false;
            });
            while (!complete.get()) {
                AtomicInteger left = new AtomicInteger(1 + random.nextInt(LONGEST_RUN));
                int broken = random.nextInt(LONGEST_RUN);
                server.run(record -> {
                    if (left.get() == broken) {
                        breakConnection(database);
                    }
                    complete.compareAndSet(false, last.test(record));
                    return complete.get() || left.decrementAndGet() == 0;
                });
            }
        }
        Oracle.assertMirrors(database, turso);
    }

    /** The connector then restarts by itself. */
    private static void breakConnection(Database database) throws Exception {
        database.execute("SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE slot_name = '"
                + database.name() + "' AND active");
    }
}
