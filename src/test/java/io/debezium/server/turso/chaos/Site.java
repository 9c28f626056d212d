package io.debezium.server.turso.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.turso.TursoServer;

/** All that runs, and what can happen to it. */
record Site(PostgresServer postgres, Database database, TursoServer turso, FaultProxy proxy, KeptServer server)
        implements AutoCloseable {
    private static final int LONGEST_PAUSE_MS = 1500;

    static Site build(long seed, KeptServer.Starter starter) throws Exception {
        PostgresServer postgres = PostgresServer.start(Map.of("checkpoint_timeout", "30s"));
        Database database = postgres.createDatabase();
        database.execute(Tables.CREATE);
        TursoServer turso = TursoServer.start();
        FaultProxy proxy = FaultProxy.before(turso.url(), NetworkFaults.schedule(seed));
        return new Site(postgres, database, turso, proxy, KeptServer.start(starter, settings(database, turso, proxy)));
    }

    private static Map<String, String> settings(Database database, TursoServer turso, FaultProxy proxy) {
        Map<String, String> settings = new HashMap<>(database.sourceProperties());
        settings.putAll(turso.sinkProperties(proxy.url()));
        settings.put("debezium.sink.turso.connect.timeout.ms", Long.toString(NetworkFaults.CONNECTING.toMillis()));
        settings.put("debezium.sink.turso.request.timeout.ms", Long.toString(NetworkFaults.ANSWERING.toMillis()));
        settings.put("debezium.sink.turso.retry.initial.ms", "5");
        settings.put("debezium.sink.turso.retry.max.ms", "200");
        settings.put("debezium.sink.turso.batch.max.rows", "200");
        // No fault may make it take a row for one that Turso rejects.
        settings.put("debezium.sink.turso.error.mode", "dead-letter");
        settings.put("debezium.source.signal.data.collection", "public.signals");
        settings.put("debezium.source.incremental.snapshot.chunk.size", "100");
        // So that the largest transactions are staged.
        settings.put("debezium.sink.turso.transaction.memory.bytes", "65536");
        // Tells Postgres at once what is acknowledged; by default after 10 s, when a kill often comes first and hides a
        // sink that acknowledges what it has not delivered.
        settings.put("debezium.source.offset.flush.interval.ms", "0");
        settings.put("debezium.source.status.update.interval.ms", "50");
        settings.put("debezium.source.retriable.restart.connector.wait.ms", "200");
        settings.put("debezium.source.slot.retry.delay.ms", "200");
        settings.put("debezium.source.slot.max.retries", "100");
        return settings;
    }

    /** Makes it happen; false if there was nothing that it could have happened to. */
    boolean suffer(Disturbance disturbance, Random random) throws Exception {
        switch (disturbance) {
            case KILL_SERVER -> {
                return server.kill9();
            }
            case STOP_SERVER -> {
                return server.terminate();
            }
            case PAUSE_SERVER -> {
                boolean frozen = server.freeze();
                rest(random);
                server.thaw();
                return frozen;
            }
            case KILL_TURSO -> {
                turso.kill9();
                rest(random);
                turso.resume();
            }
            case KILL_TURSO_AND_SERVER -> {
                turso.kill9();
                rest(random);
                boolean killed = server.kill9();
                turso.resume();
                return killed;
            }
            case STOP_TURSO -> turso.restart();
            case PAUSE_TURSO -> {
                turso.freeze();
                rest(random);
                turso.thaw();
            }
            case KILL_POSTGRES -> {
                postgres.kill9();
                rest(random);
                postgres.resume();
            }
            case STOP_POSTGRES -> postgres.restart();
            case PAUSE_POSTGRES -> {
                postgres.freeze();
                rest(random);
                postgres.thaw();
            }
            case END_WALSENDER -> {
                return endWalsender();
            }
        }
        return true;
    }

    private boolean endWalsender() throws SQLException {
        return !database.query("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active")
                .isEmpty();
    }

    /** As long as what happens lasts. */
    private static void rest(Random random) throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
    }

    @Override
    public void close() throws IOException {
        server.close();
        proxy.close();
        turso.close();
        postgres.close();
    }
}
