package io.debezium.server.turso.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.debezium.server.turso.bench.postgres.Database;

/** Writers to Postgres that go on whatever happens to it. */
final class Workload implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Faults are to hit a mirror at work, not one that is ever further behind. */
    private static final int MOST_AHEAD = 1000;

    private final Database database;
    private final LongSupplier arrived;
    private final ExecutorService threads = Executors.newFixedThreadPool(Tables.WRITERS);
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private Workload(Database database, LongSupplier arrived) {
        this.database = database;
        this.arrived = arrived;
    }

    /** {@code arrived} is the number of the last transaction that has arrived, 0 before the snapshot. */
    static Workload start(Database database, long seed, LongSupplier arrived) {
        Workload workload = new Workload(database, arrived);
        for (int i = 0; i < Tables.WRITERS; i++) {
            int number = i;
            Random random = new Random(seed + i);
            workload.threads.execute(() -> workload.write(number, random));
        }
        return workload;
    }

    /** How many transactions Postgres has said to have committed. */
    long committed() {
        return committed.get();
    }

    /** How many failed, or ended without an answer. */
    long failed() {
        return failed.get();
    }

    private void write(int number, Random random) {
        try {
            while (!Thread.interrupted()) {
                connectAndWrite(number, random);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void connectAndWrite(int number, Random random) throws InterruptedException {
        try (Connection connection = database.connect()) {
            Writer writer = new Writer(number, random, connection);
            while (!Thread.currentThread().isInterrupted()) {
                long last = writer.transaction(arrived.getAsLong() > 0);
                committed.incrementAndGet();
                do {
                    Thread.sleep(PAUSE);
                } while (last - arrived.getAsLong() > MOST_AHEAD);
            }
        } catch (SQLException away) {
            failed.incrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
