package io.debezium.server.turso.bench.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.debezium.server.turso.bench.Waiting;

import static org.assertj.core.api.Assertions.assertThat;

/** A DROP INDEX CONCURRENTLY in a session of its own that waits where the index is dead: Postgres takes equal keys by then. */
public final class DroppingIndex implements AutoCloseable {
    private static final String CANCELED = "57014";

    private final ExecutorService session = Executors.newSingleThreadExecutor();
    private final Connection dropping;
    private final Statement drop;
    private final Connection late;
    private final Future<Boolean> dropped;

    private DroppingIndex(Database database, String index) throws SQLException {
        dropping = database.connect();
        drop = dropping.createStatement();
        late = database.connect();
        dropped = session.submit(() -> drop.execute("DROP INDEX CONCURRENTLY " + index));
    }

    /** Begins to drop an index of a table; returns once the index is dead. */
    public static DroppingIndex untilDead(Database database, String index, String table) throws Exception {
        try (Connection early = database.connect()) {
            hold(early, table);
            DroppingIndex dropping = new DroppingIndex(database, index);
            awaitIndex(database, index, "NOT indisvalid");
            // It waits for those who may still read the index, and then once more for those who have come since.
            hold(dropping.late, table);
            early.commit();
            awaitIndex(database, index, "NOT indislive");
            return dropping;
        }
    }

    /** Lets it come to its end. */
    public void finish() throws Exception {
        late.commit();
        dropped.get();
    }

    /** Ends it where it waits: the dead index stays. */
    public void cancel() throws Exception {
        drop.cancel();
        try {
            dropped.get();
            throw new AssertionError("the drop was not cancelled");
        } catch (ExecutionException e) {
            assertThat(e).cause().isInstanceOfSatisfying(SQLException.class, failure -> assertThat(
                            failure.getSQLState())
                    .isEqualTo(CANCELED));
        }
        late.commit();
    }

    private static void hold(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS SHARE MODE");
        }
    }

    private static void awaitIndex(Database database, String index, String state) throws Exception {
        Waiting.until("the index to be " + state, Waiting.PATIENCE, () -> !database.query(
                        "SELECT 1 FROM pg_index WHERE indexrelid = '" + index + "'::regclass AND " + state)
                .isEmpty());
    }

    @Override
    public void close() throws SQLException {
        late.close();
        dropping.close();
        session.close();
    }
}
