package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where Postgres lets two transactions change one table at the same time, neither undoes in Turso what the other did. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TwoSessionsIT {
    private static final String[] TABLES = {
        "CREATE TYPE status AS ENUM ('new', 'old')",
        "CREATE TABLE t (id int PRIMARY KEY, n int, name text, flag boolean, status status)",
        "CREATE INDEX there ON t (n)",
        "CREATE INDEX flagged ON t (n) WHERE flag",
        "INSERT INTO t SELECT g, g, 'n' || g, g % 2 = 0, 'new' FROM generate_series(1, 20) g"
    };

    private static PostgresServer postgres;

    /** Without autovacuum: what a REPEATABLE READ transaction does not see of it leaves the table in doubt. */
    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(Map.of("autovacuum", "off"));
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX a ON t (name)              | CREATE INDEX b ON t (lower(name))",
                "CREATE INDEX a ON t (name)              | ALTER INDEX there RENAME TO here",
                "CREATE INDEX a ON t (name)              | REINDEX TABLE t",
                "ALTER INDEX there RENAME TO here        | ALTER INDEX flagged RENAME TO chosen",
                "ALTER TYPE status RENAME TO state       | CREATE INDEX b ON t (name)"
            })
    void bothChangesArrive(String first, String second) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            for (String isolation : List.of("READ COMMITTED", "REPEATABLE READ")) {
                for (boolean inOrder : new boolean[] {true, false}) {
                    both(mirror, isolation, List.of(first, second), inOrder);
                    // By which a table comes out of doubt: REPEATABLE READ may not see what a stranger has committed.
                    mirror.run(List.of("INSERT INTO t (id) VALUES (0)"));
                    mirror.assertMirrors();
                    mirror.run(List.of("DROP TABLE t", "DROP TYPE IF EXISTS status, state"));
                    mirror.run(List.of(TABLES));
                    mirror.assertMirrors();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, first", "false, second"})
    void conditionsFollowTheirLabels(boolean inOrder, String ends) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of("CREATE INDEX fresh ON t (n) WHERE status = 'new'"));
            both(
                    mirror,
                    "READ COMMITTED",
                    List.of("CREATE INDEX a ON t (name)", "ALTER TYPE status RENAME VALUE 'new' TO 'latest'"),
                    inOrder);
            mirror.await();
            assertThat(mirror.turso().query("SELECT sql FROM sqlite_schema WHERE name = 'fresh'"))
                    .as("the one that makes an index ends " + ends)
                    .hasToString("[[CREATE INDEX \"fresh\" ON \"t\" (\"n\") WHERE \"status\" = 'latest']]");
            mirror.run(List.of("DROP INDEX fresh"));
            mirror.assertMirrors();
        }
    }

    /** Of which the table is locked no more when it is told, but not committed yet. */
    @Test
    void oneThatIsMadeConcurrentlyArrivesToo() throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES);
                Connection slow = mirror.database().connect();
                ExecutorService sessions = Executors.newSingleThreadExecutor()) {
            mirror.run(List.of(
                    "CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                            + " IF current_setting('test.slow', true) = 'yes' THEN PERFORM pg_advisory_xact_lock(1); END IF; END $$",
                    "CREATE EVENT TRIGGER zzz ON ddl_command_end WHEN tag IN ('CREATE INDEX') EXECUTE FUNCTION wait()",
                    "SELECT pg_advisory_lock(1)"));
            run(slow, "SET test.slow = 'yes'");
            Future<?> made = sessions.submit(() -> {
                run(slow, "CREATE INDEX CONCURRENTLY a ON t (name)");
                return true;
            });
            Waiting.until("the index to be told", Waiting.PATIENCE, () -> !mirror.database()
                    .query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                    .isEmpty());
            mirror.run(List.of("CREATE INDEX b ON t (lower(name))", "SELECT pg_advisory_unlock(1)"));
            made.get();
            mirror.assertMirrors();
        }
    }

    private static void both(LiveMirror mirror, String isolation, List<String> changes, boolean inOrder)
            throws Exception {
        try (Connection one = mirror.database().connect();
                Connection other = mirror.database().connect()) {
            run(one, "BEGIN ISOLATION LEVEL " + isolation, "SELECT 1", changes.getFirst());
            run(other, "BEGIN ISOLATION LEVEL " + isolation, "SELECT 1", changes.getLast());
            run(inOrder ? one : other, "COMMIT");
            run(inOrder ? other : one, "COMMIT");
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
