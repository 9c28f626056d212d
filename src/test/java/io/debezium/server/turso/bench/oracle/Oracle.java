package io.debezium.server.turso.bench.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;

/** The ending of every integration test: Postgres and Turso compared table by table, column by column, row by row. */
public final class Oracle {
    /** Differences shown of each table. */
    private static final int SHOWN = 8;

    private Oracle() {}

    /**
     * Passes if Turso mirrors every table of the database exactly and holds no other table, but the sink's own.
     *
     * @throws AssertionError with the first differences of each table
     */
    public static void assertMirrors(Database database, TursoServer turso)
            throws SQLException, IOException, InterruptedException {
        List<String> differences = differences(database, turso);
        if (!differences.isEmpty()) {
            throw new AssertionError("Turso is not a mirror of Postgres:\n  " + String.join("\n  ", differences));
        }
    }

    /**
     * Waits until Turso's position has passed all that is committed in Postgres at this moment, then compares once.
     *
     * @throws AssertionError if the position does not come in time, or as {@link #assertMirrors}
     */
    public static void awaitMirror(Database database, TursoServer turso, Duration limit)
            throws SQLException, IOException, InterruptedException {
        long position = database.walPosition();
        // Of a transaction of its own, so that a commit follows that position whatever the test did before.
        database.execute("SELECT pg_logical_emit_message(true, 'bench.marker', '')");
        Waiting.until("_cdc_position to pass LSN " + Long.toUnsignedString(position), limit, () -> {
            Object applied = turso.query("SELECT max(commit_lsn) FROM _cdc_position")
                    .getFirst()
                    .getFirst();
            return applied != null && (Long) Objects.requireNonNull(applied) >= position;
        });
        assertMirrors(database, turso);
    }

    /** What differs, as sentences; empty for a true mirror. */
    static List<String> differences(Database database, TursoServer turso)
            throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        MirrorCatalog mirror = new MirrorCatalog(turso);
        try (Connection source = database.connect()) {
            prepare(source);
            List<CapturedTable> tables = SourceCatalog.tables(source);
            mirror.strangers(tables).forEach(name -> differences.add(name + ": this table exists in Turso only"));
            for (CapturedTable table : tables) {
                List<String> found = mirror.differences(table);
                if (found.isEmpty()) {
                    found = new IndexComparison(table).differences(source, turso);
                }
                if (found.isEmpty()) {
                    found = new RowComparison(table).differences(source, turso);
                }
                show(table, found, differences);
            }
        }
        return differences;
    }

    /** One snapshot for all tables, and types printed in the one way that {@link MappingContract} expects. */
    private static void prepare(Connection source) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute(MappingContract.ISO_INTERVAL);
        }
        source.setAutoCommit(false);
        try (Statement statement = source.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET LOCAL TIME ZONE 'UTC'");
            statement.execute("SET LOCAL datestyle = 'ISO, YMD'");
            statement.execute("SET LOCAL intervalstyle = 'postgres'");
            statement.execute("SET LOCAL extra_float_digits = 1");
            statement.execute("SET LOCAL bytea_output = 'hex'");
        }
    }

    private static void show(CapturedTable table, List<String> found, List<String> differences) {
        found.stream().limit(SHOWN).forEach(one -> differences.add(table.source() + ": " + one));
        if (found.size() > SHOWN) {
            differences.add(table.source() + ": and " + (found.size() - SHOWN) + " more differences");
        }
    }
}
