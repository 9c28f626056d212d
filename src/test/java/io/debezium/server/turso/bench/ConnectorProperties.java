package io.debezium.server.turso.bench;

import java.util.Properties;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.config.SourceSetting;

/** The connector's settings as the jar brings them, for an engine without a sink. */
public final class ConnectorProperties {
    private static final String SOURCE = "debezium.source.";

    private ConnectorProperties() {}

    /** Those for {@code database} and an engine of that name. */
    public static Properties of(Database database, String name) {
        Properties properties = new Properties();
        SourceSetting.ALL.forEach(setting -> put(properties, setting.key(), setting.value()));
        database.sourceProperties().forEach((key, value) -> put(properties, key, value));
        properties.put("name", name);
        // The jar's own mode and store ask the target first; there is none here.
        properties.put("snapshot.mode", "initial");
        properties.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        return properties;
    }

    private static void put(Properties properties, String key, String value) {
        if (key.startsWith(SOURCE)) {
            properties.put(key.substring(SOURCE.length()), value);
        }
    }
}
