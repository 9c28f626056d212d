package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
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
 * All that makes Debezium lose or double rows over a restart, in one stream that is cut anywhere, again and again.
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
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text, body text)",
                "ALTER TABLE item ALTER body SET STORAGE EXTERNAL",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "CREATE TABLE first (id int PRIMARY KEY)",
                "CREATE TABLE second (id int)",
                "ALTER TABLE second REPLICA IDENTITY FULL",
                "INSERT INTO item SELECT g, 'item', repeat('x', 5000) FROM generate_series(1, 5) g",
                "INSERT INTO log VALUES ('first')");
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
                    write(database);
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

    /** COPY, changes of several rows, keys and tables at once, transactions within others, messages; the marker ends it. */
    private static void write(Database database) throws Exception {
        database.execute(
                "COPY log FROM PROGRAM 'seq 20'",
                "INSERT INTO first SELECT generate_series(1, 10) ON CONFLICT DO NOTHING",
                "INSERT INTO second SELECT g % 2 FROM generate_series(1, 10) g",
                "UPDATE item SET id = id + 100",
                "TRUNCATE first, second",
                "INSERT INTO second VALUES (1), (1), (2)",
                "SELECT pg_logical_emit_message(false, 'foreign', 'alone')");
        interleave(database);
        database.transaction(
                "SELECT pg_logical_emit_message(true, 'foreign', 'within')",
                "INSERT INTO log VALUES ('after a message')",
                "UPDATE item SET name = 'renamed' WHERE id % 2 = 0",
                "DELETE FROM log WHERE line IN ('3', '4')",
                "UPDATE log SET line = line || '!' WHERE line LIKE '1%'");
        database.execute("DELETE FROM second WHERE id = 2", "INSERT INTO marker VALUES (1)");
    }

    /** The one that began first commits last, and its second row follows the other's commit at once. */
    private static void interleave(Database database) throws Exception {
        try (Connection slow = database.connect();
                Statement statement = slow.createStatement();
                Connection quick = database.connect();
                Statement other = quick.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO log VALUES ('long 1')");
            other.execute("INSERT INTO first VALUES (3)");
            statement.execute("INSERT INTO log VALUES ('long 2'), ('long 3')");
            other.execute("UPDATE first SET id = 4");
            statement.execute("UPDATE item SET id = -id WHERE id % 2 = 0");
            slow.commit();
        }
    }

    /** The connector then restarts by itself. */
    private static void breakConnection(Database database) throws Exception {
        database.execute("SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE slot_name = '"
                + database.name() + "' AND active");
    }
}
