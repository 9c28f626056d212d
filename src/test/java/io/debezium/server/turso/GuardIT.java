package io.debezium.server.turso;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.MirroredShop.AGAIN;
import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.snapshotIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A mirror goes on only with the source, the slot and the position that belong together; else it says what to do. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class GuardIT {
    /** Its own, which is restored and removes the WAL of slots. */
    private static PostgresServer postgres;

    private MirroredShop shop;

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
        shop = MirroredShop.start(postgres, turso);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void aSlotThatIsGoneIsNotMadeAgainUntilTheUserAsks() throws Exception {
        shop.execute("SELECT pg_drop_replication_slot('" + shop.name() + "')", "DELETE FROM log");
        shop.assertRefusesToStart("Replication slot " + shop.name() + " is gone from Postgres", AGAIN);
        assertThat(shop.slot("1")).isEmpty();
        shop.assertBeginsAnewOnce();
    }

    @Test
    void aSlotWhoseWalPostgresHasRemovedIsLost(TursoServer turso) throws Exception {
        // As the server's look at the slot remembers it.
        turso.execute("UPDATE _cdc_position SET slot_lsn = "
                + shop.slot("(restart_lsn - '0/0'::pg_lsn)::bigint").getFirst().getFirst());
        shop.changeAll();
        shop.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        try {
            Waiting.until("Postgres to give the slot up", Waiting.PATIENCE, () -> {
                shop.execute(
                        "SELECT pg_logical_emit_message(false, 'bulk', 'x')", "SELECT pg_switch_wal()", "CHECKPOINT");
                return shop.slot("wal_status").equals(List.of(List.of("lost")));
            });
        } finally {
            shop.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        }
        shop.assertRefusesToStart(
                "Replication slot " + shop.name() + " has lost WAL that Turso does not have yet",
                "max_slot_wal_keep_size",
                AGAIN);
        shop.assertBeginsAnewOnce();
    }

    @Test
    void aSlotThatWasMadeAgainIsAheadOfTheMirror() throws Exception {
        shop.execute(
                "SELECT pg_drop_replication_slot('" + shop.name() + "')",
                "DELETE FROM item WHERE id = 1",
                "SELECT pg_create_logical_replication_slot('" + shop.name() + "', 'pgoutput')");
        shop.assertRefusesToStart("Replication slot " + shop.name() + " is ahead of Turso", AGAIN);
        shop.assertBeginsAnewOnce();
    }

    @Test
    void aSourceThatWasRestoredFromABackupIsRefused() throws Exception {
        Path saved = postgres.save();
        // More WAL than a server, and the look at its catalog, write after it was restored; it does not compress.
        shop.execute("INSERT INTO log SELECT string_agg(md5(g || 'lost' || i), '') FROM generate_series(1, 1000) g,"
                + " generate_series(1, 200) i GROUP BY g");
        shop.mirror(2);
        postgres.restore(saved);
        shop.assertRefusesToStart(
                "Postgres has lost transactions that Turso has", "the server's WAL ends before", AGAIN);
        shop.assertBeginsAnewOnce();
    }

    /** As a copy of the disk: the same timeline, and by number the mirror's position is in the past of both. */
    @Test
    void aSourceThatWasRestoredAndHasWrittenBeyondTheMirrorIsRefused(TursoServer turso) throws Exception {
        Path saved = postgres.save();
        moveSlot(turso);
        postgres.restore(saved);
        shop.execute("INSERT INTO log SELECT 'other ' || g FROM generate_series(1, 5000) g");
        shop.assertRefusesToStart("Postgres has gone back", "restored from an older copy", AGAIN);
        shop.assertBeginsAnewOnce();
    }

    /** Postgres has saved what it showed of a slot before. */
    @Test
    void aCrashOfPostgresDoesNotLookLikeARestore(TursoServer turso) throws Exception {
        moveSlot(turso);
        postgres.kill9();
        postgres.resume();
        shop.assertFollows(100);
    }

    /** Until the slot needs less WAL, which is remembered as the server's look at it does every 30 s. */
    private void moveSlot(TursoServer turso) throws Exception {
        long before = slotLsn();
        for (int marker = 2; slotLsn() == before; marker++) {
            shop.execute("INSERT INTO log VALUES ('lost')", "CHECKPOINT");
            shop.mirror(marker);
        }
        turso.execute("UPDATE _cdc_position SET slot_lsn = " + slotLsn());
    }

    private long slotLsn() throws Exception {
        return (Long) Objects.requireNonNull(
                shop.slot("(restart_lsn - '0/0')::bigint").getFirst().getFirst());
    }

    @Test
    void aPromotedStandbyThatHasTheSlotAndAllTransactionsIsFollowed() throws Exception {
        postgres.promote(postgres.save());
        shop.execute("INSERT INTO log VALUES ('after')");
        shop.assertFollows(2);
        postgres.promote(postgres.save());
        shop.assertFollows(3);
    }

    @Test
    void aPromotedStandbyThatLacksTransactionsIsRefused() throws Exception {
        Path standby = postgres.save();
        shop.execute("INSERT INTO log VALUES ('lost')");
        shop.mirror(2);
        postgres.promote(standby);
        // Beyond the position by number, but in another history.
        shop.execute("INSERT INTO log SELECT 'other ' || g FROM generate_series(1, 5000) g");
        shop.assertRefusesToStart("Postgres has lost transactions that Turso has", "which left that one before", AGAIN);
        shop.assertBeginsAnewOnce();
    }

    @Test
    void aSlotThatGoesWhileTheMirrorRunsEndsIt() throws Exception {
        Predicate<SourceRecord> change = changeOf("marker", 2);
        shop.execute("INSERT INTO marker VALUES (2)");
        assertThatThrownBy(() -> shop.run(record -> {
                    if (change.test(record)) {
                        shop.execute(
                                "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE active"
                                        + " AND slot_name = '" + shop.name() + "'",
                                "SELECT pg_drop_replication_slot('" + shop.name() + "')");
                    }
                    return false;
                }))
                .hasStackTraceContaining("Replication slot " + shop.name() + " is gone from Postgres");
        assertThat(shop.slot("1")).isEmpty();
        shop.assertBeginsAnewOnce();
    }

    /** The connector would make it anew, and Postgres not send what came before. */
    @Test
    void aPublicationThatIsGoneIsNotMadeAgainUntilTheUserAsks() throws Exception {
        shop.execute("DROP PUBLICATION " + shop.name(), "DELETE FROM log");
        shop.assertRefusesToStart("publication " + shop.name() + " was dropped or renamed", AGAIN);
        assertThat(shop.database().query("SELECT 1 FROM pg_publication")).isEmpty();
        shop.assertBeginsAnewOnce();
    }

    /** Postgres fails at the change behind it before it has sent what the event trigger tells. */
    @Test
    void aPublicationThatGoesWithAChangeRightBehindItEndsTheMirror() throws Exception {
        Predicate<SourceRecord> change = changeOf("marker", 2);
        shop.execute("INSERT INTO marker VALUES (2)");
        assertThatThrownBy(() -> shop.run(record -> {
                    if (change.test(record)) {
                        shop.execute("DROP PUBLICATION " + shop.name(), "DELETE FROM log");
                    }
                    return false;
                }))
                .hasStackTraceContaining("publication " + shop.name() + " was dropped or renamed");
        assertThat(shop.database().query("SELECT 1 FROM pg_publication")).isEmpty();
        shop.assertBeginsAnewOnce();
    }

    @Test
    void anotherSlotOfTheSameDatabaseIsRefused() throws Exception {
        shop.set(MirroredShop.SLOT, "another");
        shop.assertRefusesToStart(
                "continues from replication slot " + shop.name() + ", but debezium.source.slot.name is now another");
    }

    @Test
    void anotherServerIsRefusedAndReplacesTheMirrorOnlyOnDemand(TursoServer turso, Database other) throws Exception {
        MirroredShop.createTables(other);
        other.execute("ALTER TABLE item ADD COLUMN price int", "DROP TABLE marker", "CREATE TABLE marker (id int)");
        try (EmbeddedServer elsewhere = new EmbeddedServer(other, turso)) {
            assertThatThrownBy(() -> elsewhere.run(record -> true))
                    .hasStackTraceContaining("they must not be mixed")
                    .hasStackTraceContaining("now names database " + other.name());
            Oracle.assertMirrors(shop.database(), turso);
            elsewhere.set(AGAIN, "moved");
            elsewhere.run(snapshotIs("COMPLETED")::test);
        }
        Oracle.assertMirrors(other, turso);
    }
}
