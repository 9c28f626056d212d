package io.debezium.server.turso;

import java.util.Optional;

import io.debezium.server.turso.config.ConfigException;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.SourceRules;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.quarkus.runtime.PreventFurtherStepsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration as the server starts, and ends the server with plain sentences if it cannot work. */
final class Startup {
    private static final Logger LOGGER = LoggerFactory.getLogger(Startup.class);
    private static final int EXIT_CODE = 1;

    private Startup() {}

    /**
     * The configuration, valid.
     *
     * @throws PreventFurtherStepsException if there is a problem; all were logged. It is the one exception for which
     *     Quarkus ends the process without a stack trace.
     */
    static TursoSinkConfig readConfig(Settings settings) {
        try {
            TursoSinkConfig config = TursoSinkConfig.from(settings, url -> Optional.empty());
            SourceRules.warnings(settings).forEach(LOGGER::warn);
            return config;
        } catch (ConfigException e) {
            LOGGER.error("{}", e.getMessage());
            throw new PreventFurtherStepsException(
                    "The Turso sink did not start: mend what the log lists above, then start the server again.",
                    EXIT_CODE);
        }
    }
}
