package io.debezium.server.turso.bench.server;

import java.util.HashMap;
import java.util.Map;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;

/** The settings without which a server mirrors nothing. */
public final class MirrorSettings {
    private MirrorSettings() {}

    /** Of a server that mirrors {@code database} into {@code turso}; the caller's own, who may add to them. */
    public static Map<String, String> of(Database database, TursoServer turso) {
        Map<String, String> settings = new HashMap<>(database.sourceProperties());
        settings.putAll(turso.sinkProperties());
        return settings;
    }

    /**
     * The same for a test that often waits for the mirror: a position without rows is written with a heartbeat, and one
     * comes every second.
     */
    public static Map<String, String> watched(Database database, TursoServer turso) {
        Map<String, String> settings = of(database, turso);
        settings.put("debezium.source.heartbeat.interval.ms", "1000");
        return settings;
    }
}
