package io.debezium.server.turso.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the user set, wherever it was set: file, environment or system property. */
public interface Settings {

    /** The value with expressions expanded; empty if unset or blank. Falls back to {@link #raw} if they cannot be. */
    Optional<String> find(String key);

    /** The value as it was written, {@code ${…}} included; empty if unset or blank. */
    Optional<String> raw(String key);

    /** Every name that is set; those of environment variables may come as written ({@code A_B_C}). */
    Set<String> names();

    /**
     * All that is set for the connector, the jar's defaults included.
     *
     * @return by the connector's own names, without {@code debezium.source.}
     */
    default Map<String, String> ofSource() {
        Map<String, String> values = new TreeMap<>();
        SourceSetting.ALL.forEach(setting -> putSource(setting.key(), setting.key(), values));
        names().forEach(name -> putSource(asKey(name), name, values));
        return values;
    }

    private void putSource(String key, String name, Map<String, String> values) {
        String prefix = SourceRules.SOURCE;
        if (key.startsWith(prefix)) {
            find(name).ifPresent(value -> values.put(key.substring(prefix.length()), value));
        }
    }

    /** The key that a name stands for: that of an environment variable is DEBEZIUM_SOURCE_DATABASE_HOSTNAME. */
    static String asKey(String name) {
        return name.contains(".") ? name : name.replace('_', '.').toLowerCase(Locale.ROOT);
    }
}
