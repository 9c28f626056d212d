package io.debezium.server.turso;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.proxy.Schedule;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoClient;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The mirror is loaded anew while the network fails and the server is killed: whoever reads it sees the old one or the new. */
@ExtendWith(Bench.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class SnapshotReaderIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final int ROUNDS = 2;
    private static final int KILLS = 2;
    private static final long ITEMS = 600;
    private static final long LINES = 50;
    private static final long SEED = 20261126;

    private static final List<Fault> FAULTS = List.of(
            new Fault.Refuse(),
            new Fault.CutBeforeRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutInsideAnswer(60),
            new Fault.Duplicate(),
            new Fault.Late(Duration.ofMillis(30)),
            new Fault.Status(ScriptedAnswer.html(502)));

    /** Of one statement, which sees one state: how many rows there are, and the rounds that they are of. */
    private static final String STATE = "SELECT (SELECT count(*) FROM item), (SELECT min(round) FROM item),"
            + " (SELECT max(round) FROM item), (SELECT count(*) FROM line), (SELECT min(round) FROM line),"
            + " (SELECT max(round) FROM line)";

    @Test
    void aReaderSeesTheOldMirrorOrTheNew(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE item (id int PRIMARY KEY, round int)",
                "CREATE TABLE line (round int)",
                "ALTER TABLE line REPLICA IDENTITY FULL",
                "INSERT INTO item SELECT g, 0 FROM generate_series(1, " + ITEMS + ") g",
                "INSERT INTO line SELECT 0 FROM generate_series(1, " + LINES + ")");
        AtomicBoolean done = new AtomicBoolean();
        try (FaultProxy proxy = FaultProxy.before(turso.url(), Schedule.random(SEED, 30, FAULTS));
                TursoClient client = new TursoClient(turso.url(), turso.token());
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Map<String, String> settings = MirrorSettings.watched(database, turso);
            settings.putAll(turso.sinkProperties(proxy.url()));
            settings.put("debezium.sink.turso.retry.initial.ms", "5");
            settings.put("debezium.sink.turso.retry.max.ms", "50");
            settings.put("debezium.sink.turso.batch.max.rows", "20");
            load(settings, turso, 0);
            Future<Long> reads = reader.submit(watch(client, done));
            try {
                for (int round = 1; round <= ROUNDS; round++) {
                    database.transaction("UPDATE item SET round = " + round, "UPDATE line SET round = " + round);
                    settings.put(AGAIN, "round " + round);
                    load(settings, turso, round);
                }
            } finally {
                done.set(true);
            }
            assertThat(reads.get()).as("reads").isGreaterThan(100);
            assertThat(proxy.counts()).as("faults").hasSizeGreaterThan(FAULTS.size());
            Oracle.assertMirrors(database, turso);
        }
    }

    /** Until the snapshot of the round is in place, with the server killed as its rows arrive. */
    private static void load(Map<String, String> settings, TursoServer turso, int round) throws Exception {
        try (ServerProcess server = ServerProcess.lean(settings)) {
            for (int kill = 1; round > 0 && kill <= KILLS; kill++) {
                long some = kill * ITEMS / (KILLS + 1);
                Waiting.until("rows to be staged", Waiting.PATIENCE, () -> staged(turso) >= some);
                server.kill9();
                server.resume();
            }
            Waiting.until("the snapshot to be in place", Waiting.PATIENCE, () -> round(turso) == round);
        }
    }

    private static long staged(TursoServer turso) throws Exception {
        return has(turso, "_cdc_snapshot_item") ? number(turso, "SELECT count(*) FROM _cdc_snapshot_item") : 0;
    }

    private static long round(TursoServer turso) throws Exception {
        return has(turso, "line") ? number(turso, "SELECT coalesce(max(round), -1) FROM line") : -1;
    }

    private static boolean has(TursoServer turso, String table) throws Exception {
        return number(turso, "SELECT count(*) FROM sqlite_master WHERE name = '" + table + "'") == 1;
    }

    private static long number(TursoServer turso, String query) throws Exception {
        @Nullable Object number = turso.query(query).getFirst().getFirst();
        return number == null ? -1 : (Long) number;
    }

    /** Reads until it is done, and counts the reads. */
    private static Callable<Long> watch(TursoClient client, AtomicBoolean done) {
        return () -> {
            long reads = 0;
            long last = 0;
            while (!done.get()) {
                List<@Nullable Object> state = client.query(STATE).getFirst();
                long round = (Long) java.util.Objects.requireNonNull(state.get(1));
                assertThat(state).isEqualTo(List.of(ITEMS, round, round, LINES, round, round));
                assertThat(round).isGreaterThanOrEqualTo(last);
                last = round;
                reads++;
            }
            return reads;
        };
    }
}
