package io.debezium.server.turso;

import java.io.IOException;
import java.util.Optional;

import io.debezium.server.turso.config.CaptureMode;
import io.debezium.server.turso.config.ConfigException;
import io.debezium.server.turso.config.Secret;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.SourceRules;
import io.debezium.server.turso.config.TlsFiles;
import io.debezium.server.turso.config.TokenSource;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.hrana.HranaOptions;
import io.debezium.server.turso.hrana.HranaTarget;
import io.debezium.server.turso.hrana.HranaUrl;
import io.debezium.server.turso.source.DdlCapture;
import io.debezium.server.turso.source.Findings;
import io.debezium.server.turso.source.Preflight;
import io.debezium.server.turso.source.SourceCatalog;
import io.debezium.server.turso.source.SourceDatabase;
import io.debezium.server.turso.source.SourceException;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.table.TableNaming;
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
            throw refusal(e.getMessage());
        }
    }

    /**
     * Looks at the source, warns of what the user should know, and refuses what cannot be mirrored.
     *
     * @return the captured tables as they are now
     * @throws ConfigurationException if there is a problem; all were logged
     */
    static CapturedSource inspectSource(Settings settings, TableNaming naming, CaptureMode capture) {
        try (SourceDatabase source = SourceDatabase.open(settings.ofSource())) {
            Findings findings = Preflight.inspect(source, naming);
            findings.warnings().forEach(warning -> LOG.warn("{}", warning));
            if (!findings.problems().isEmpty()) {
                throw refusal("The source cannot be mirrored yet:\n  - " + String.join("\n  - ", findings.problems()));
            }
            boolean whole = settings.find("debezium.source.snapshot.include.collection.list")
                    .isEmpty();
            return new CapturedSource(SourceCatalog.read(source, prepare(source, capture)), whole);
        } catch (SourceException e) {
            LOG.debug("The source cannot be inspected", e);
            throw refusal(e.getMessage());
        }
    }

    private static DdlCapture.State prepare(SourceDatabase source, CaptureMode mode) throws SourceException {
        if (mode == CaptureMode.OFF) {
            return DdlCapture.off(source);
        }
        DdlCapture.State state = DdlCapture.prepare(source);
        state.advice().ifPresent(advice -> LOG.warn("{}", advice));
        return state;
    }

    private static ConfigurationException refusal(@Nullable String reason) {
        LOG.error("{}", reason);
        return new ConfigurationException(
                "The Turso sink did not start: mend what the log lists above, then start the server again.");
    }

    /** Tells what of the user's settings weakens the mirror. */
    static void warn(Settings settings) {
        SourceRules.warnings(settings).forEach(warning -> LOG.warn("{}", warning));
    }

    /** The database of {@code config}; not connected yet. */
    static Target target(TursoSinkConfig config) {
        TlsFiles tls = config.tls();
        return HranaTarget.open(new HranaOptions(
                HranaUrl.parse(config.url().reveal()),
                () -> currentToken(config.token()),
                config.connectTimeout(),
                config.requestTimeout(),
                new io.debezium.server.turso.hrana.TlsFiles(
                        tls.ca().orElse(null),
                        tls.certificate().orElse(null),
                        tls.key().orElse(null))));
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
