package io.debezium.server.turso.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.debezium.server.turso.event.SourceEvent.SnapshotKind;
import io.debezium.server.turso.table.TableId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a real connector sends, decoded, makes the same tables again; also over a stop in the middle. */
class ChangeDecoderIT {
    private static final List<TableId> TABLES = List.of(
            new TableId("public", "item"),
            new TableId("public", "empty"),
            new TableId("public", "log"),
            new TableId("public", "marker"),
            new TableId("Sales Dept", "Order x"));

    private final ReplayedTables replayed = new ReplayedTables();
    private final EmbeddedPostgres postgres;

    ChangeDecoderIT() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
    }

    @BeforeEach
    void createTables() throws Exception {
        execute(
                "CREATE TABLE empty (id int PRIMARY KEY)",
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (a int, b text, note text DEFAULT 'none', body text, PRIMARY KEY (b, a))",
                "ALTER TABLE item ALTER body SET STORAGE EXTERNAL",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "CREATE SCHEMA \"Sales Dept\"",
                "CREATE TABLE \"Sales Dept\".\"Order x\" (\"Id No\" int PRIMARY KEY, \"a.b c\" text)",
                "INSERT INTO item SELECT i, 'k', NULL, repeat('x', 9000) FROM generate_series(1, 20) i",
                "INSERT INTO log VALUES ('same'), ('same'), (NULL)");
    }

    @AfterEach
    void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void aMixedWorkloadReplaysToTheSameTablesOverARestart(@TempDir Path folder) throws Exception {
        Path offsets = folder.resolve("offsets");
        run(offsets, SourceEvent.SnapshotCompleted.class::isInstance, () -> {});
        assertSameTables();

        run(offsets, markerOf(1), () -> {
            changeRows();
            interleave();
            execute("INSERT INTO marker VALUES (1)");
        });
        assertSameTables();

        interleave();
        changeRows();
        run(offsets, markerOf(2), () -> execute("INSERT INTO marker VALUES (2)"));
        assertSameTables();

        assertThat(replayed.snapshots).hasSize(2);
        assertThat(replayed.snapshots.getFirst())
                .isInstanceOfSatisfying(SourceEvent.SnapshotStarted.class, started -> assertThat(started.kind())
                        .isEqualTo(SnapshotKind.INITIAL));
        assertThat(replayed.positions)
                .extracting(Position::commitLsn)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(replayed.applied)
                .filteredOn(Change.KeyChange.class::isInstance)
                .hasSize(2);
        assertThat(replayed.applied)
                .filteredOn(Change.Truncate.class::isInstance)
                .hasSize(2);
    }

    private void changeRows() throws Exception {
        execute(
                "UPDATE item SET note = 'changed' WHERE a <= 5",
                "UPDATE item SET note = NULL WHERE a = 6",
                "DELETE FROM item WHERE a = 7",
                "UPDATE item SET a = a + 1000 WHERE a = (SELECT min(a) FROM item)",
                "UPDATE log SET line = 'other' WHERE ctid = (SELECT min(ctid) FROM log WHERE line = 'same')",
                "DELETE FROM log WHERE line IS NULL",
                "INSERT INTO log VALUES ('same'), (NULL), (NULL)",
                "INSERT INTO empty VALUES (1)",
                "BEGIN; TRUNCATE empty; INSERT INTO empty VALUES (2); COMMIT",
                "DELETE FROM empty WHERE id = 2",
                "INSERT INTO \"Sales Dept\".\"Order x\" SELECT coalesce(max(\"Id No\"), 0) + 1, 'é' FROM"
                        + " \"Sales Dept\".\"Order x\"",
                "BEGIN; INSERT INTO log VALUES ('rolled back'); ROLLBACK",
                "COPY log FROM PROGRAM 'seq 50'");
    }

    /** Two transactions, of which the one that began first commits last. */
    private void interleave() throws Exception {
        try (Connection slow = postgres.getPostgresDatabase().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO log VALUES ('slow 1')");
            execute("INSERT INTO log VALUES ('quick')");
            statement.execute("INSERT INTO log VALUES ('slow 2')");
            slow.commit();
        }
    }

    private static Predicate<SourceEvent> markerOf(int id) {
        AtomicBoolean seen = new AtomicBoolean();
        return event -> {
            if (event instanceof SourceEvent.Changes changes
                    && changes.changes().getFirst() instanceof Change.Insert insert
                    && insert.table().id().name().equals("marker")
                    && insert.row().cells().contains(new Cell.Present(id))) {
                seen.set(true);
            }
            return seen.get() && event instanceof SourceEvent.End;
        };
    }

    private void run(Path offsets, Predicate<SourceEvent> last, Work meanwhile) throws Exception {
        try (DecodedEngine engine = new DecodedEngine(postgres.getPort(), offsets, replayed, last)) {
            meanwhile.run();
            engine.await();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void assertSameTables() throws Exception {
        for (TableId table : TABLES) {
            assertThat(replayed.rows(table)).as(table.toString()).containsExactlyInAnyOrderElementsOf(select(table));
        }
    }

    private List<Map<String, @Nullable Object>> select(TableId table) throws Exception {
        String from = '"' + table.schema() + "\".\"" + table.name().replace("\"", "\"\"") + '"';
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + from)) {
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
