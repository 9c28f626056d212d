package io.debezium.server.turso;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.program.SchemaProgram;
import io.debezium.server.turso.bench.turso.TursoServer;

/** A database, its mirror, and the sink between them in this process: one for many tests. */
final class LiveMirror implements AutoCloseable {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private final Database database;
    private final TursoServer turso;
    private Map<String, String> settings;
    private EmbeddedServer server;
    private final Connection connection;
    private LiveEngine engine;
    private long beat;

    private LiveMirror(Database database, TursoServer turso, Map<String, String> settings) throws Exception {
        this.database = database;
        this.connection = database.connect();
        this.turso = turso;
        this.settings = settings;
        this.server = new EmbeddedServer(database, turso, with(settings));
        this.engine = server.start();
    }

    /** A running mirror of a new database, after {@code setup} and the snapshot of what it made. */
    static LiveMirror start(PostgresServer postgres, Map<String, String> settings, String... setup) throws Exception {
        return start(postgres.createDatabase(), settings, setup);
    }

    /** The same of a database that is there, and is its own from now on. */
    static LiveMirror start(Database database, Map<String, String> settings, String... setup) throws Exception {
        database.execute("CREATE TABLE beat (n int PRIMARY KEY)", "INSERT INTO beat VALUES (0)");
        database.execute(setup);
        LiveMirror mirror = new LiveMirror(database, TursoServer.start(), settings);
        try {
            Waiting.until("the snapshot", PATIENCE, () -> {
                mirror.engine.requireAlive();
                return mirror.hasPosition();
            });
            return mirror;
        } catch (AssertionError e) {
            mirror.close();
            throw e;
        }
    }

    private static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "debezium.source.max.batch.size", "2048",
                "debezium.source.max.queue.size", "8192",
                "debezium.source.poll.interval.ms", "5"));
        all.putAll(settings);
        return all;
    }

    private boolean hasPosition() throws Exception {
        return !turso.query("SELECT 1 FROM sqlite_schema WHERE name = '_cdc_position'")
                        .isEmpty()
                && !turso.query("SELECT 1 FROM _cdc_position WHERE commit_lsn > 0")
                        .isEmpty();
    }

    Database database() {
        return database;
    }

    TursoServer turso() {
        return turso;
    }

    LiveEngine engine() {
        return engine;
    }

    /** Runs statements in order on its one connection, which may begin and end transactions themselves. */
    void run(Collection<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs a program on its one connection. */
    void run(SchemaProgram program) throws SQLException {
        program.run(connection);
    }

    /** Drops what a program has made. */
    void cleanUp(SchemaProgram program) throws SQLException {
        program.cleanUp(connection);
    }

    /** Waits until all that is committed now is in the mirror. A position without rows would be written late. */
    void await() throws Exception {
        beat++;
        run(List.of("UPDATE beat SET n = " + beat));
        Waiting.until("the mirror to follow", PATIENCE, () -> {
            engine.requireAlive();
            return Long.valueOf(beat)
                    .equals(turso.query("SELECT n FROM beat").getFirst().getFirst());
        });
    }

    /** Waits, and compares all. */
    void assertMirrors() throws Exception {
        await();
        Oracle.assertMirrors(database, turso);
    }

    /** Whether a session waits for another one's lock of a table. */
    boolean isBlocked() throws Exception {
        return !database.query("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('relation', 'object')"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .isEmpty();
    }

    void stopSink() throws IOException {
        engine.close();
    }

    /** As a new process does, which looks at the source first. */
    void startSink() throws IOException {
        server.close();
        server = new EmbeddedServer(database, turso, with(settings));
        engine = server.start();
    }

    /** Starts it again, configured anew. */
    void restartSink(Map<String, String> newSettings) throws IOException {
        settings = newSettings;
        stopSink();
        startSink();
    }

    /** The position that Turso has. */
    Object position() throws Exception {
        return turso.query("SELECT max(commit_lsn) FROM _cdc_position")
                .getFirst()
                .getFirst();
    }

    @Override
    public void close() throws IOException, SQLException {
        engine.close();
        server.close();
        turso.close();
        connection.close();
        database.close();
    }
}
