package io.debezium.server.turso;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoException;
import io.debezium.server.turso.bench.turso.TursoServer;

/** What is done to a server that must lose and double nothing by it. */
final class KilledServer {
    private KilledServer() {}

    /** Killed as soon as {@link RestartTraps} are written, then when the first of them is in Turso, and again. */
    static void inTheStream(ServerProcess server, Database database, TursoServer turso) throws Exception {
        for (int round = 1; round <= 3; round++) {
            RestartTraps.write(database);
            if (round % 2 == 0) {
                await("the first of its changes", turso, "SELECT 1 FROM log WHERE line = '20'");
            }
            restart(server);
        }
    }

    static void restart(ServerProcess server) throws Exception {
        server.kill9();
        server.resume();
    }

    /** Waits until the answer to {@code question} has a row. */
    static void await(String what, TursoServer turso, String question) throws InterruptedException {
        Waiting.until(what, Waiting.PATIENCE, () -> isThere(turso, question));
    }

    static boolean isThere(TursoServer turso, String question) throws Exception {
        try {
            return !turso.query(question).isEmpty();
        } catch (TursoException missing) {
            // The table is not there yet.
            return false;
        }
    }
}
