package io.debezium.server.turso;

import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.config.Settings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The server's configuration as settings.
 *
 * <p>Single values are asked for by name, never found in a list of names: only so are environment variables seen under
 * the name that they stand for, and a list, once made, does not see the system properties that are set later.
 */
record ServerSettings(Config config) implements Settings {

    @Override
    public Optional<String> find(String key) {
        try {
            return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
        } catch (NoSuchElementException e) {
            // An expression without a value: it was no expression, but text with a dollar sign in it.
            return raw(key);
        }
    }

    @Override
    public Optional<String> raw(String key) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(key);
            if (value != null) {
                return Optional.of(value).filter(text -> !text.isBlank());
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }
}
