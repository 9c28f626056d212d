package io.debezium.server.turso;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.proxy.Schedule;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.chaos.Defect;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The kills and the comparison that the packaged servers pass find out a server that acknowledges too early; where answers
 * are lost besides, also one that does a second time what it has no answer for.
 */
@ExtendWith(Bench.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KilledServerIT {
    /** So that Turso has the first changes when the server has long had the last, */
    private static final Fault SLOW = new Fault.Stall(Duration.ofMillis(300), new Fault.Pass());
    /** which come in several batches, as each of them is at least one request. */
    private static final String BATCH = "16";

    private static final long SEED = 20261126;
    private static final Schedule WITHOUT_ANSWERS = Schedule.random(SEED, 20, List.of(new Fault.CutAfterRequest()));

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ACKNOWLEDGES_EARLY"})
    void onlyAServerThatAcknowledgesEarlyLosesRows(Defect defect, Database database, TursoServer turso)
            throws Exception {
        survive(defect, Schedule.always(SLOW), database, turso);
        assertTold(defect, "is missing in Turso", database, turso);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "IGNORES_FENCE"})
    void onlyAServerThatIgnoresTheFenceDoublesRows(Defect defect, Database database, TursoServer turso)
            throws Exception {
        survive(defect, WITHOUT_ANSWERS, database, turso);
        assertTold(defect, "is in Turso [0-9]+ times? too often", database, turso);
    }

    private static void survive(Defect defect, Schedule faults, Database database, TursoServer turso) throws Exception {
        database.execute(RestartTraps.TABLES);
        database.execute("CREATE TABLE marker (id int PRIMARY KEY)");
        try (FaultProxy network = quiet(turso, faults);
                ServerProcess server = start(defect, database, turso, network)) {
            KilledServer.await("the snapshot", turso, "SELECT 1 FROM _cdc_position WHERE commit_lsn > 0");
            network.setFaulty(true);
            KilledServer.inTheStream(server, database, turso);
            database.execute("INSERT INTO marker VALUES (1)");
            Waiting.until(
                    "what came last",
                    Waiting.PATIENCE,
                    () -> !server.alive() || KilledServer.isThere(turso, "SELECT 1 FROM marker"));
        }
    }

    /** For the snapshot: a table that is made twice would end the server before it could double a row. */
    private static FaultProxy quiet(TursoServer turso, Schedule faults) throws Exception {
        FaultProxy network = FaultProxy.before(turso.url(), faults);
        network.setFaulty(false);
        return network;
    }

    private static void assertTold(Defect defect, String difference, Database database, TursoServer turso)
            throws Exception {
        if (defect == Defect.NONE) {
            Oracle.assertMirrors(database, turso);
        } else {
            assertThatThrownBy(() -> Oracle.assertMirrors(database, turso))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("(?s).*public\\.(item|log|first|second): row [^\n]* " + difference + ".*");
        }
    }

    private static ServerProcess start(Defect defect, Database database, TursoServer turso, FaultProxy network)
            throws Exception {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.putAll(turso.sinkProperties(network.url()));
        settings.put("debezium.source.offset.flush.interval.ms", "0");
        settings.put("debezium.source.max.batch.size", BATCH);
        return ServerProcess.ofTests(DefectiveServer.class, List.of(defect.name()), settings);
    }
}
