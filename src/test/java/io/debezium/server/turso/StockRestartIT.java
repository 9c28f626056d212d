package io.debezium.server.turso;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.KilledServer.await;
import static io.debezium.server.turso.KilledServer.restart;
import static org.assertj.core.api.Assertions.assertThat;

/** The stock distribution is killed in each phase of its life, and loses and doubles nothing. */
@ExtendWith(Bench.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class StockRestartIT {
    private static final int ROWS = 30_000;

    @Test
    void killedInEachPhaseOfItsLifeItLosesAndDoublesNothing(Database database, TursoServer turso) throws Exception {
        database.execute(RestartTraps.TABLES);
        database.execute(
                "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
                "CREATE TABLE big (id int PRIMARY KEY, name text)",
                "INSERT INTO big SELECT g, 'row ' || g FROM generate_series(1, " + ROWS + ") g",
                "INSERT INTO log SELECT 'twice' FROM generate_series(1, 10)");
        try (ServerProcess server = ServerProcess.stock(settings(database, turso))) {
            await("rows of the snapshot", turso, "SELECT 1 FROM _cdc_snapshot_big LIMIT 1");
            restart(server);
            await("the snapshot", turso, "SELECT 1 FROM _cdc_position WHERE commit_lsn > 0");
            restart(server);
            KilledServer.inTheStream(server, database, turso);
            turso.execute("DELETE FROM big WHERE id % 3 = 0");
            database.execute("INSERT INTO signals VALUES ('ad-hoc', 'execute-snapshot', "
                    + "'{\"data-collections\": [\"public.big\"], \"type\": \"incremental\"}')");
            await("rows of the incremental snapshot", turso, "SELECT 1 FROM big WHERE id % 3 = 0 LIMIT 1");
            restart(server);
            database.execute("DELETE FROM big WHERE id % 7 = 0", "UPDATE big SET id = -id WHERE id % 11 = 0");
            await("the end of the incremental snapshot", turso, "SELECT 1 FROM big WHERE id = " + lastOf(database));
            database.execute("DROP TABLE signals");
            Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    /** The last row that only the incremental snapshot brings back. */
    private static Object lastOf(Database database) throws Exception {
        return database.query("SELECT max(id) FROM big WHERE id % 3 = 0")
                .getFirst()
                .getFirst();
    }

    private static Map<String, String> settings(Database database, TursoServer turso) {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put("debezium.source.signal.data.collection", "public.signals");
        settings.put("debezium.source.incremental.snapshot.chunk.size", "500");
        return settings;
    }
}
