package io.debezium.server.turso.config;

import java.util.Optional;
import java.util.Set;

/** What the user set, wherever it was set: file, environment or system property. */
public interface Settings {

    /** The value with expressions expanded; empty if unset or blank. Falls back to {@link #raw} if they cannot be. */
    Optional<String> find(String key);

    /** The value as it was written, {@code ${…}} included; empty if unset or blank. */
    Optional<String> raw(String key);

    /** Every name that is set; those of environment variables may come as written ({@code A_B_C}). */
    Set<String> names();
}
