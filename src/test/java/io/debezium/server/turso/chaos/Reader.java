package io.debezium.server.turso.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import io.debezium.server.turso.bench.turso.TursoException;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;

/** Asks Turso all the time, and holds every answer against what can be. */
final class Reader implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final TursoServer turso;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong staged = new AtomicLong();
    private final AtomicLong tick = new AtomicLong();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private @Nullable Observation last;

    private Reader(TursoServer turso) {
        this.turso = turso;
    }

    static Reader start(TursoServer turso) {
        Reader reader = new Reader(turso);
        reader.threads.execute(reader::read);
        return reader;
    }

    /** What was seen that cannot be; it reads no further then. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many states were seen. */
    long reads() {
        return reads.get();
    }

    /** In how many of them a part of a transaction waited for the rest. */
    long staged() {
        return staged.get();
    }

    /** How often Turso did not answer. */
    long unanswered() {
        return unanswered.get();
    }

    /** The number of the last transaction that was seen; 0 before the snapshot. */
    long tick() {
        return tick.get();
    }

    private void read() {
        try {
            while (violations.isEmpty()) {
                ask();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            List<List<@Nullable Object>> rows = turso.query(Tables.OBSERVE);
            if (rows.isEmpty()) {
                violations.add("the table clock is empty");
            } else {
                see(Observation.of(rows.getFirst()));
            }
        } catch (TursoException refused) {
            unanswered.incrementAndGet();
            if (last != null && String.valueOf(refused.getMessage()).contains("no such table")) {
                violations.add(refused.getMessage());
            }
        } catch (IOException away) {
            unanswered.incrementAndGet();
        }
    }

    private void see(Observation now) {
        violations.addAll(now.violations(last));
        last = now;
        reads.incrementAndGet();
        if (now.staged()) {
            staged.incrementAndGet();
        }
        tick.set(now.tick());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
