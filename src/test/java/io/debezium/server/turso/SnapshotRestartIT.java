package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.nth;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.snapshotRowOf;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A snapshot, the first or a later one, that is interrupted anywhere, and the slot that streaming then reads from.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SnapshotRestartIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final int ITEMS = 600;

    /** Far more rows of the first table than the connector reads ahead of the sink, so that it waits before the others. */
    @BeforeEach
    void createTables(Database database) throws Exception {
        database.execute(
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "INSERT INTO item SELECT g, 'item ' || g FROM generate_series(1, " + ITEMS + ") g",
                "INSERT INTO log VALUES ('first'), ('second'), ('second')",
                "INSERT INTO marker VALUES (-1)");
    }

    @Test
    void anInterruptedSnapshotBeginsAnewWithASlotOfItsOwn(Database database, TursoServer turso) throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(nth(1, snapshotRowOf("item"))::test);
            database.execute("DELETE FROM item WHERE id = 1", "DELETE FROM log WHERE line = 'first'");
            server.run(nth(1, snapshotRowOf("marker"))::test);
            database.execute("DELETE FROM item WHERE id = 2");
            server.run(changingALaterTable(database));
        }
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aConnectorThatRestartsByItselfInASnapshotBeginsAnewWithASlotOfItsOwn(Database database, TursoServer turso)
            throws Exception {
        AtomicInteger starts = new AtomicInteger();
        EmbeddedRun.Watch change = changingALaterTable(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(record -> {
                if (snapshotIs("STARTED").test(record) && starts.incrementAndGet() == 1) {
                    database.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND application_name LIKE 'Debezium%'");
                }
                return starts.get() > 1 && change.cutsAfter(record);
            });
        }
        assertThat(starts).hasValue(2);
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aPositionThatTheUserRemovedIsFollowedByASnapshotWithASlotOfItsOwn(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            turso.execute("DELETE FROM _cdc_position");
            server.run(changingALaterTable(database));
        }
        Oracle.assertMirrors(database, turso);
    }

    @Test
    void aSlotThatTheMirrorHasNotMadeIsRefusedAndLeftAlone(Database database, TursoServer turso) throws Exception {
        createSlot(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            assertThatThrownBy(() -> server.run(record -> true))
                    .hasStackTraceContaining("SELECT pg_drop_replication_slot('" + database.name() + "')")
                    .hasStackTraceContaining("debezium.source.slot.name");
        }
        assertThat(database.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + database.name() + "'"))
                .hasSize(1);
    }

    @Test
    void aLaterSnapshotThatIsInterruptedLeavesTheMirrorAsItWasUntilOneIsComplete(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(snapshotIs("COMPLETED")::test);
            database.execute(
                    "DELETE FROM item WHERE id <= 10",
                    "DELETE FROM log WHERE line = 'first'",
                    "INSERT INTO log VALUES ('third'), ('third')",
                    "CREATE TABLE young (id int PRIMARY KEY)",
                    "INSERT INTO young VALUES (1)");
            server.set(AGAIN, "once");
            server.run(nth(ITEMS / 2, snapshotRowOf("item"))::test);
            assertIsAsItWas(turso);
            server.run(nth(1, snapshotRowOf("marker"))::test);
            assertIsAsItWas(turso);
            EmbeddedRun.Watch change = changingALaterTable(database);
            server.run(record -> {
                if (snapshotRowOf("log").test(record)) {
                    assertIsAsItWas(turso);
                }
                return change.cutsAfter(record);
            });
        }
        Oracle.assertMirrors(database, turso);
        assertThat(turso.query("SELECT name FROM sqlite_master WHERE name LIKE '\\_cdc\\_snapshot%' ESCAPE '\\'"))
                .isEmpty();
    }

    @Test
    void aServerThatIsKilledInALaterSnapshotRecovers(Database database, TursoServer turso) throws Exception {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.sink.turso.batch.max.rows", "10");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            server.awaitLog("Starting streaming", Waiting.PATIENCE);
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            server.kill9();
        }
        database.execute("DELETE FROM item WHERE id <= 10", "DELETE FROM log WHERE line = 'second'");
        settings.put(AGAIN, "once");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            Waiting.until("rows of the snapshot to be staged", Waiting.PATIENCE, () -> !turso.query(
                            "SELECT 1 FROM sqlite_master WHERE name LIKE '\\_cdc\\_snapshot%' ESCAPE '\\'")
                    .isEmpty());
            server.kill9();
            assertIsAsItWas(turso);
            server.resume();
            Waiting.until("the snapshot to be complete", Waiting.PATIENCE, () -> count(turso, "item") == ITEMS - 10);
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
        }
    }

    private static void assertIsAsItWas(TursoServer turso) throws Exception {
        assertThat(count(turso, "item")).isEqualTo(ITEMS);
        assertThat(turso.query("SELECT line FROM log ORDER BY 1"))
                .isEqualTo(List.of(List.of("first"), List.of("second"), List.of("second")));
    }

    private static long count(TursoServer turso, String table) throws Exception {
        @Nullable
        Object count = turso.query("SELECT count(*) FROM " + table).getFirst().getFirst();
        return count == null ? -1 : (Long) count;
    }

    /**
     * Commits a row into the second table while the connector, which has decided from where it will stream, still reads
     * the first. Cuts at the end.
     */
    private static EmbeddedRun.Watch changingALaterTable(Database database) {
        Predicate<SourceRecord> reading = nth(1, snapshotRowOf("item"));
        Predicate<SourceRecord> marked = then(changeOf("marker", 1), end());
        return record -> {
            if (reading.test(record)) {
                database.execute("INSERT INTO log VALUES ('meanwhile')", "INSERT INTO marker VALUES (1)");
            }
            return marked.test(record);
        };
    }

    private static void createSlot(Database database) throws Exception {
        database.execute("SELECT pg_create_logical_replication_slot('" + database.name() + "', 'pgoutput')");
    }
}
