package io.debezium.server.turso;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A mirror goes on only with the source, the slot and the position that belong together; else it says what to do. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class GuardIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";

    private static PostgresServer postgres;

    private Database shop;
    private EmbeddedServer server;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = PostgresServer.startBesideItsData();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void mirrorTheShop(TursoServer turso) throws Exception {
        shop = postgres.createDatabase();
        createTables(shop);
        server = new EmbeddedServer(shop, turso);
        server.run(snapshotIs("COMPLETED")::test);
        mirror(1);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        shop.close();
    }

    @Test
    void aSlotThatIsGoneIsNotMadeAgainUntilTheUserAsks(TursoServer turso) throws Exception {
        shop.execute("SELECT pg_drop_replication_slot('" + shop.name() + "')", "DELETE FROM log");
        assertRefuses(turso, "Replication slot " + shop.name() + " is gone from Postgres", AGAIN);
        assertThat(slots()).isEmpty();
        assertBeginsAnewOnce(turso);
    }

    @Test
    void aSlotThatWasMadeAgainIsAheadOfTheMirror(TursoServer turso) throws Exception {
        shop.execute(
                "SELECT pg_drop_replication_slot('" + shop.name() + "')",
                "DELETE FROM item WHERE id = 1",
                "SELECT pg_create_logical_replication_slot('" + shop.name() + "', 'pgoutput')");
        assertRefuses(turso, "Replication slot " + shop.name() + " is ahead of Turso", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    @Test
    void aTargetThatWasRestoredFromAnOlderBackupIsBehindTheSlot(TursoServer turso) throws Exception {
        List<List<@Nullable Object>> old =
                turso.query("SELECT commit_lsn, resume_offset FROM _cdc_position WHERE source = 'turso'");
        mirror(2);
        // The connector acknowledges what it has been handed back; only then does it know of the one after.
        mirror(3);
        turso.execute(
                "DELETE FROM marker WHERE id > 1",
                "UPDATE _cdc_position SET commit_lsn = " + old.getFirst().get(0) + ", resume_offset = '"
                        + old.getFirst().get(1) + "'");
        assertRefuses(turso, "is ahead of Turso", "was Turso restored from an older backup?", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    @Test
    void aSourceThatWasRestoredFromABackupIsRefused(TursoServer turso) throws Exception {
        Path saved = postgres.save();
        // More WAL than a server writes by itself after it was restored.
        shop.execute("INSERT INTO log SELECT repeat('lost ' || g, 500) FROM generate_series(1, 1000) g");
        mirror(2);
        postgres.restore(saved);
        assertRefuses(turso, "Postgres has lost transactions that Turso has", "the server's WAL ends before", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    /** As a copy of the disk: the same timeline, and by number the mirror's position is in the past of both. */
    @Test
    void aSourceThatWasRestoredAndHasWrittenBeyondTheMirrorIsRefused(TursoServer turso) throws Exception {
        Path saved = postgres.save();
        moveSlot(turso);
        postgres.restore(saved);
        shop.execute("INSERT INTO log SELECT 'other ' || g FROM generate_series(1, 5000) g");
        assertRefuses(turso, "Postgres has gone back", "restored from an older copy", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    /** Postgres has saved what it showed of a slot before. */
    @Test
    void aCrashOfPostgresDoesNotLookLikeARestore(TursoServer turso) throws Exception {
        moveSlot(turso);
        postgres.kill9();
        postgres.resume();
        mirror(100);
        Oracle.assertMirrors(shop, turso);
    }

    /** Until the slot needs less WAL, which is remembered as the server's look at it does every 30 s. */
    private void moveSlot(TursoServer turso) throws Exception {
        long before = slotLsn();
        for (int marker = 2; slotLsn() == before; marker++) {
            shop.execute("INSERT INTO log VALUES ('lost')", "CHECKPOINT");
            mirror(marker);
        }
        turso.execute("UPDATE _cdc_position SET slot_lsn = " + slotLsn());
    }

    private long slotLsn() throws Exception {
        return (Long) java.util.Objects.requireNonNull(
                shop.query("SELECT (restart_lsn - '0/0')::bigint FROM pg_replication_slots WHERE slot_name = '"
                                + shop.name() + "'")
                        .getFirst()
                        .getFirst());
    }

    @Test
    void aPromotedStandbyThatHasTheSlotAndAllTransactionsIsFollowed(TursoServer turso) throws Exception {
        postgres.promote(postgres.save());
        shop.execute("INSERT INTO log VALUES ('after')");
        mirror(2);
        Oracle.assertMirrors(shop, turso);
        postgres.promote(postgres.save());
        mirror(3);
        Oracle.assertMirrors(shop, turso);
    }

    @Test
    void aPromotedStandbyThatLacksTransactionsIsRefused(TursoServer turso) throws Exception {
        Path standby = postgres.save();
        shop.execute("INSERT INTO log VALUES ('lost')");
        mirror(2);
        postgres.promote(standby);
        // Beyond the position by number, but in another history.
        shop.execute("INSERT INTO log SELECT 'other ' || g FROM generate_series(1, 5000) g");
        assertRefuses(turso, "Postgres has lost transactions that Turso has", "which left that one before", AGAIN);
        assertBeginsAnewOnce(turso);
    }

    @Test
    void aSlotThatGoesWhileTheMirrorRunsEndsIt(TursoServer turso) throws Exception {
        Predicate<SourceRecord> change = changeOf("marker", 2);
        shop.execute("INSERT INTO marker VALUES (2)");
        assertThatThrownBy(() -> server.run(record -> {
                    if (change.test(record)) {
                        shop.execute(
                                "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE active"
                                        + " AND slot_name = '" + shop.name() + "'",
                                "SELECT pg_drop_replication_slot('" + shop.name() + "')");
                    }
                    return false;
                }))
                .hasStackTraceContaining("Replication slot " + shop.name() + " is gone from Postgres");
        assertThat(slots()).isEmpty();
        assertBeginsAnewOnce(turso);
    }

    @Test
    void anotherSlotOfTheSameDatabaseIsRefused(TursoServer turso) throws Exception {
        server.set("debezium.source.slot.name", "another");
        assertRefuses(
                turso,
                "continues from replication slot " + shop.name() + ", but debezium.source.slot.name is now another");
    }

    @Test
    void anotherServerIsRefusedAndReplacesTheMirrorOnlyOnDemand(TursoServer turso, Database other) throws Exception {
        createTables(other);
        other.execute("ALTER TABLE item ADD COLUMN price int", "DROP TABLE marker", "CREATE TABLE marker (id int)");
        try (EmbeddedServer elsewhere = new EmbeddedServer(other, turso)) {
            assertThatThrownBy(() -> elsewhere.run(record -> true))
                    .hasStackTraceContaining("they must not be mixed")
                    .hasStackTraceContaining("now names database " + other.name());
            Oracle.assertMirrors(shop, turso);
            elsewhere.set(AGAIN, "moved");
            elsewhere.run(snapshotIs("COMPLETED")::test);
        }
        Oracle.assertMirrors(other, turso);
    }

    private static void createTables(Database database) throws Exception {
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO log VALUES ('first'), ('first')");
    }

    /** One more run, which ends when a new row of the table marker is mirrored. */
    private void mirror(int marker) throws Exception {
        shop.execute("INSERT INTO marker VALUES (" + marker + ")");
        server.run(then(changeOf("marker", marker), end())::test);
    }

    private void assertRefuses(TursoServer turso, String... sentences) throws Exception {
        List<List<@Nullable Object>> position = turso.query("SELECT * FROM _cdc_position");
        assertThatThrownBy(() -> server.run(record -> true)).satisfies(thrown -> {
            for (String sentence : sentences) {
                assertThat(thrown).hasStackTraceContaining(sentence);
            }
        });
        assertThat(turso.query("SELECT * FROM _cdc_position")).isEqualTo(position);
    }

    /** The way out that the message names. The next run shows that no second snapshot follows. */
    private void assertBeginsAnewOnce(TursoServer turso) throws Exception {
        server.set(AGAIN, "today");
        server.run(snapshotIs("COMPLETED")::test);
        Oracle.assertMirrors(shop, turso);
        mirror(100);
        Oracle.assertMirrors(shop, turso);
    }

    private List<List<@Nullable Object>> slots() throws Exception {
        return shop.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = '" + shop.name() + "'");
    }
}
