package io.debezium.server.turso;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.MirroredShop.AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Turso's files are put back to an older copy: the mirror goes on where Postgres still has the rest, else it says so. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RestoredTargetIT {
    private TursoServer turso;
    private MirroredShop shop;

    @BeforeEach
    void mirrorTheShop(PostgresServer postgres) throws Exception {
        turso = TursoServer.startBesideItsData();
        shop = MirroredShop.start(postgres, turso);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
        turso.close();
    }

    @Test
    void aCopyThatIsBehindTheSlotIsRefusedUntilTheUserAsksForASnapshot() throws Exception {
        Path older = turso.save();
        changeUntilTheSlotMoves();
        turso.restore(older);
        shop.assertRefusesToStart(
                "Replication slot " + shop.name() + " is ahead of Turso",
                "was Turso restored from an older backup? Restore the newer one, or",
                AGAIN);
        shop.assertBeginsAnewOnce();
    }

    @Test
    void theNewerFilesPutBackGoOnAsIfNothingHadBeen() throws Exception {
        Path older = turso.save();
        changeUntilTheSlotMoves();
        Path newer = turso.save();
        turso.restore(older);
        shop.assertRefusesToStart("Restore the newer one");
        turso.restore(newer);
        shop.assertFollows(100);
    }

    /** Whatever came since is still in Postgres, as after a crash before its acknowledgement. */
    @Test
    void aCopyThatHasAllThatTheSlotHasGoneBeyondGetsTheRestOnce() throws Exception {
        Path older = turso.save();
        String slot = shop.name();
        shop.execute("SELECT pg_copy_logical_replication_slot('" + slot + "', '" + slot + "_kept')");
        changeUntilTheSlotMoves();
        shop.execute(
                "SELECT pg_drop_replication_slot('" + slot + "')",
                "SELECT pg_copy_logical_replication_slot('" + slot + "_kept', '" + slot + "')",
                "SELECT pg_drop_replication_slot('" + slot + "_kept')");
        turso.restore(older);
        shop.assertFollows(4);
    }

    @Test
    void aCopyThatIsPutUnderARunningSinkStopsItAndIsRefused() throws Exception {
        Path older = turso.save();
        changeUntilTheSlotMoves();
        try (LiveEngine engine = shop.start()) {
            shop.execute("INSERT INTO marker VALUES (50)");
            Waiting.until("the sink to run", Waiting.PATIENCE, () -> {
                engine.requireAlive();
                return !turso.query("SELECT 1 FROM marker WHERE id = 50").isEmpty();
            });
            turso.restore(older);
            shop.execute("INSERT INTO marker VALUES (51)");
            assertThat(engine.awaitFailure(Waiting.PATIENCE.toSeconds())).contains("was the database restored");
        }
        assertThat(turso.query("SELECT id FROM marker")).hasSize(1);
        shop.assertRefusesToStart("was Turso restored from an older backup?");
        shop.assertBeginsAnewOnce();
    }

    /** The connector acknowledges what it has been handed back; only then does it know of the one after. */
    private void changeUntilTheSlotMoves() throws Exception {
        shop.changeAll();
        shop.mirror(2);
        shop.mirror(3);
    }
}
