package io.debezium.server.turso;

import java.io.IOException;
import java.util.Optional;

import io.debezium.server.turso.config.ConfigException;
import io.debezium.server.turso.config.Secret;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.SourceRules;
import io.debezium.server.turso.config.TokenSource;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.hrana.HranaOptions;
import io.debezium.server.turso.hrana.HranaTarget;
import io.debezium.server.turso.hrana.HranaUrl;
import io.debezium.server.turso.sql.Target;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration as the server starts, and ends the server with plain sentences if it cannot work. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private Startup() {}

    /**
     * The configuration, valid.
     *
     * @throws ConfigurationException if there is a problem; all were logged. It is the exception for which Quarkus ends
     *     the process with its message alone and exit code 1.
     */
    static TursoSinkConfig readConfig(Settings settings) {
        try {
            return TursoSinkConfig.from(
                    settings, url -> Optional.ofNullable(HranaUrl.parse(url).token()));
        } catch (ConfigException e) {
            LOG.error("{}", e.getMessage());
            throw new ConfigurationException(
                    "The Turso sink did not start: mend what the log lists above, then start the server again.");
        }
    }

    /** Tells what of the user's settings weakens the mirror. */
    static void warn(Settings settings) {
        SourceRules.warnings(settings).forEach(warning -> LOG.warn("{}", warning));
    }

    /** The database of {@code config}; not connected yet. */
    static Target target(TursoSinkConfig config) {
        return HranaTarget.open(HranaOptions.of(
                HranaUrl.parse(config.url().reveal()),
                () -> currentToken(config.token()),
                config.connectTimeout(),
                config.requestTimeout()));
    }

    private static @Nullable String currentToken(TokenSource token) {
        try {
            return token.read().map(Secret::reveal).orElse(null);
        } catch (IOException e) {
            // The target then refuses, which is reported and tried again: the file may be about to be replaced.
            LOG.debug("The file of debezium.sink.turso.auth.token.file cannot be read", e);
            return null;
        }
    }
}
