package io.debezium.server.turso;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A second server of a mirror leaves it to the first for as long as that one lives. */
@ExtendWith(Bench.class)
class StandbyIT {
    private static final String WAITS = "is in use by process";
    private static final String STREAMS = "Starting streaming";

    @Test
    void aSecondServerWaitsForTheFirstEndsWhenAskedAndOnceMoreThereTakesOver(Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE TABLE account (id int PRIMARY KEY, n int)",
                "CREATE TABLE line (n int)",
                "INSERT INTO account SELECT g, g FROM generate_series(1, 100) g");
        try (ServerProcess first = ServerProcess.lean(settings(database, turso));
                ServerProcess second = secondOf(first, database, turso)) {
            second.awaitLog(WAITS, Waiting.PATIENCE);
            assertThat(second.terminate()).isEqualTo(ServerProcess.TERMINATED);
            database.execute("UPDATE account SET n = n + 1", "INSERT INTO line SELECT generate_series(1, 100)");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            second.resume();
            Waiting.until(
                    "it to wait again", Waiting.PATIENCE, () -> waits(second).size() == 2);
            database.execute("UPDATE account SET n = n + 1", "INSERT INTO line SELECT generate_series(1, 100)");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(second.log()).doesNotContain("Mirroring into", STREAMS);
            first.kill9();
            database.execute("DELETE FROM account WHERE id % 3 = 0", "INSERT INTO line SELECT generate_series(1, 100)");
            second.awaitLog(STREAMS, Waiting.PATIENCE);
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(waits(second)).as("told once by each start").hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains(database.name(), "another server of this mirror runs"));
        }
    }

    private static List<String> waits(ServerProcess server) throws IOException {
        return server.log()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains(WAITS))
                .toList();
    }

    private static ServerProcess secondOf(ServerProcess first, Database database, TursoServer turso) throws Exception {
        first.awaitLog(STREAMS, Waiting.PATIENCE);
        Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
        return ServerProcess.lean(settings(database, turso));
    }

    private static Map<String, String> settings(Database database, TursoServer turso) {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        // So that one that does not end at once is killed by the test.
        settings.put("debezium.termination.wait", "3600");
        return settings;
    }
}
