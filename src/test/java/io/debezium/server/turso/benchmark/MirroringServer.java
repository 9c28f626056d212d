package io.debezium.server.turso.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;

/** The stock server with our sink, and a Turso of its own. */
record MirroringServer(ServerProcess process, Database database, TursoServer turso) implements MeasuredServer {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    static MirroringServer start(Database database) throws Exception {
        TursoServer turso = TursoServer.start();
        return new MirroringServer(ServerProcess.stock(settings(database, turso)), database, turso);
    }

    static Map<String, String> settings(Database database, TursoServer turso) {
        return MirrorSettings.of(database, turso);
    }

    @Override
    public boolean has(long id) throws Exception {
        return !turso.query("SELECT 1 FROM " + MeasuredTable.NAME + " WHERE id = " + id)
                .isEmpty();
    }

    @Override
    public void check() throws Exception {
        Oracle.awaitMirror(database, turso, PATIENCE);
    }

    @Override
    public void close() throws IOException {
        process.close();
        turso.close();
    }
}
