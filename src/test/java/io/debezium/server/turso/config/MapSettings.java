package io.debezium.server.turso.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Settings from a map; knows nothing of expressions or environment variables. */
record MapSettings(Map<String, String> values) implements Settings {

    /** The shortest configuration that works, and more or other settings. */
    static MapSettings minimalWith(String... keysAndValues) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "debezium.sink.type", "turso",
                "debezium.sink.turso.url", "libsql://menu-acme.turso.io",
                "debezium.source.database.hostname", "localhost",
                "debezium.source.database.user", "postgres",
                "debezium.source.database.dbname", "shop"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new MapSettings(values);
    }

    @Override
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    @Override
    public Optional<String> raw(String key) {
        return find(key);
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }
}
