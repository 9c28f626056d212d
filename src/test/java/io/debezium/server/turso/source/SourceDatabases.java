package io.debezium.server.turso.source;

import java.util.HashMap;
import java.util.Map;

import io.debezium.server.turso.bench.postgres.Database;

/** Connections to the bench's databases as the sink makes them. */
final class SourceDatabases {

    private SourceDatabases() {}

    /** With the connector's settings that differ from the bench's. */
    static SourceDatabase open(Database database, String... keysAndValues) throws SourceException {
        Map<String, String> settings = settings(database);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SourceDatabase.open(settings);
    }

    /** What opens one. */
    static Map<String, String> settings(Database database) {
        Map<String, String> settings = new HashMap<>();
        database.sourceProperties().forEach((key, value) -> settings.put(key.replace("debezium.source.", ""), value));
        settings.putAll(Map.of("topic.prefix", "turso", "plugin.name", "pgoutput"));
        return settings;
    }
}
