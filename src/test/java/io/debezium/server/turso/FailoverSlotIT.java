package io.debezium.server.turso;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A standby takes over from a primary that is gone, with the slot that Postgres 17 keeps there, and without. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FailoverSlotIT {
    private static final String CONFIRMED = "SELECT slot_name, (confirmed_flush_lsn - '0/0')::bigint"
            + " FROM pg_replication_slots WHERE slot_type = 'logical'";
    private static final String KEPT =
            "SELECT 1 FROM pg_replication_slots WHERE slot_name = '%s' AND synced AND NOT temporary";

    @Test
    void theMirrorGoesOnFromAStandbyThatHasTheSlot(TursoServer turso) throws Exception {
        failOver("true", turso, (server, promoted) -> {
            promoted.execute(
                    "INSERT INTO marker VALUES (4)",
                    "DELETE FROM marker WHERE id = 1",
                    "INSERT INTO marker VALUES (6)");
            server.run(then(changeOf("marker", 6), end())::test);
            Oracle.assertMirrors(promoted, turso);
        });
    }

    @Test
    void aStandbyWithoutTheSlotIsRefused(TursoServer turso) throws Exception {
        failOver("false", turso, (server, promoted) -> {
            assertThatThrownBy(() -> server.run(record -> true))
                    .hasStackTraceContaining("slot.failover=true")
                    .hasStackTraceContaining("snapshot.again");
            server.set("debezium.sink.turso.snapshot.again", "promoted");
            server.run(snapshotIs("COMPLETED")::test);
            Oracle.assertMirrors(promoted, turso);
        });
    }

    private interface Aftermath {
        void check(EmbeddedServer server, Database promoted) throws Exception;
    }

    private static void failOver(String failover, TursoServer turso, Aftermath aftermath) throws Exception {
        try (PostgresServer primary = PostgresServer.startBesideItsData()) {
            Database shop = primary.createDatabase();
            shop.execute(
                    "CREATE TABLE marker (id int PRIMARY KEY)",
                    "SELECT pg_create_physical_replication_slot('standby', true)");
            Path copy = primary.save();
            Optional<PostgresServer> started = primary.standby(copy);
            Assumptions.assumeTrue(
                    started.isPresent(), "slots are kept on standbys from Postgres 17 on, which is embedded only");
            try (PostgresServer standby = started.get();
                    EmbeddedServer server =
                            new EmbeddedServer(shop, turso, Map.of("debezium.source.slot.failover", failover))) {
                server.run(snapshotIs("COMPLETED")::test);
                mirror(server, shop, 1);
                Database copied = standby.database(shop.name());
                AtomicInteger marker = new AtomicInteger(10);
                if (failover.equals("true")) {
                    // A slot is kept for good once it needs nothing that the standby never had.
                    Waiting.until("the standby to keep the slot", Waiting.PATIENCE, () -> {
                        shop.query("SELECT pg_log_standby_snapshot()");
                        mirror(server, shop, marker.getAndIncrement());
                        return !copied.query(KEPT.formatted(shop.name())).isEmpty();
                    });
                }
                mirror(server, shop, 3);
                awaitStandby(shop, copied);
                primary.kill9();
                Database promoted = standby.database(shop.name());
                promoted.query("SELECT pg_promote()");
                promoted.execute("INSERT INTO marker VALUES (5)");
                try (EmbeddedServer next =
                        new EmbeddedServer(promoted, turso, Map.of("debezium.source.slot.failover", failover))) {
                    aftermath.check(next, promoted);
                }
            }
        }
    }

    private static void mirror(EmbeddedServer server, Database database, int marker) throws Exception {
        database.execute("INSERT INTO marker VALUES (" + marker + ")");
        server.run(then(changeOf("marker", marker), end())::test);
    }

    /** Until the standby has all rows, and each slot that it keeps as far as the primary has it. */
    private static void awaitStandby(Database primary, Database standby) throws Exception {
        String rows = "SELECT count(*) FROM marker";
        Waiting.until(
                "the standby to follow",
                Waiting.PATIENCE,
                () -> standby.query(rows).equals(primary.query(rows))
                        && primary.query(CONFIRMED).containsAll(standby.query(CONFIRMED)));
    }
}
