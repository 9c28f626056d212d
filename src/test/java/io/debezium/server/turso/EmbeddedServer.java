package io.debezium.server.turso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.event.ChangeDecoder;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.table.TableNaming;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Configured as the server is, by system properties, and run in this process: with the sink as it is, or with its parts
 * put together the ordinary way.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final String SOURCE = "debezium.source.";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Properties before = (Properties) System.getProperties().clone();
    /** Asked for once, since a test may hold locks later on. */
    private final CapturedSource source;

    private final Path offsets = Files.createTempDirectory("embedded-server").resolve("offsets");

    EmbeddedServer(Database database, TursoServer turso) throws IOException {
        this(database, turso, Map.of());
    }

    /** {@code more} settings win over those that tests have by default. */
    EmbeddedServer(Database database, TursoServer turso, Map<String, String> more) throws IOException {
        Map<String, String> settings = MirrorSettings.watched(database, turso);
        settings.put(SOURCE + "offset.flush.interval.ms", "0");
        // What the connector has not yet handed on stays in Postgres: a cut or a broken connection hits it there.
        settings.put(SOURCE + "max.batch.size", "16");
        settings.put(SOURCE + "max.queue.size", "64");
        settings.put(SOURCE + "driver.receiveBufferSize", "65536");
        settings.put(SOURCE + "retriable.restart.connector.wait.ms", "100");
        settings.putAll(more);
        settings.forEach(System::setProperty);
        readAnew();
        ServerDefaults.install(settings());
        source = Startup.inspectSource(
                settings(),
                TableNaming.standard(),
                Startup.readConfig(settings()).ddlCapture());
    }

    /** Changes a setting for the runs that follow. */
    void set(String name, String value) {
        System.setProperty(name, value);
        readAnew();
    }

    /** A configuration read before keeps the names that it saw then. */
    private static void readAnew() {
        QuarkusConfigFactory.setConfig(null);
    }

    /** Runs the sink as the server does, over the offset in Turso. */
    void run(EmbeddedRun.Watch watch) throws Exception {
        TursoSink sink = sink();
        try (TursoChangeConsumer consumer = new TursoChangeConsumer(sink, watch(sink))) {
            EmbeddedRun.until(watch, engineProperties(), consumer);
        }
    }

    /** Starts the sink as the server does; it runs until the engine is closed. */
    LiveEngine start() {
        return start(UnaryOperator.identity());
    }

    /** The same, over the target that the test makes of the sink's own. */
    LiveEngine start(UnaryOperator<Target> changed) {
        return LiveEngine.start(engineProperties(), consumer(changed));
    }

    /** The consumer without an engine, over the target that the test makes of the sink's own. */
    TursoChangeConsumer consumer(UnaryOperator<Target> changed) {
        TursoSinkConfig config = Startup.readConfig(settings());
        TursoSink sink =
                new TursoSink(changed.apply(Startup.target(config)), config, SourceNames.from(settings()), source);
        return new TursoChangeConsumer(sink, watch(sink));
    }

    /** Runs a consumer that applies what comes and stores the connector's own offsets in a file. */
    void runOrdinarily(OrdinaryConsumer.Acknowledged which, EmbeddedRun.Watch watch) throws Exception {
        Properties properties = engineProperties();
        properties.put("snapshot.mode", "initial");
        properties.put("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        properties.put("offset.storage.file.filename", offsets.toString());
        try (TursoSink sink = sink()) {
            ChangeDecoder decoder =
                    new ChangeDecoder(SourceNames.from(settings()).decoderSettings(), source, source, 0);
            ChangeConsumer<ChangeEvent<Object, Object>> consumer = new OrdinaryConsumer(sink, decoder, which);
            EmbeddedRun.until(watch, properties, consumer);
        }
    }

    static WalWatch watch(TursoSink sink) {
        return WalWatch.start(
                settings().ofSource(), Startup.readConfig(settings()).walWarnBytes(), LOOK, sink.metrics());
    }

    private TursoSink sink() {
        TursoSinkConfig config = Startup.readConfig(settings());
        return new TursoSink(Startup.target(config), config, SourceNames.from(settings()), source);
    }

    private static ServerSettings settings() {
        return new ServerSettings(ConfigProvider.getConfig());
    }

    static Properties engineProperties() {
        Properties properties = new Properties();
        properties.put("name", "turso");
        System.getProperties().forEach((key, value) -> {
            if (key instanceof String name && name.startsWith(SOURCE)) {
                properties.put(name.substring(SOURCE.length()), value);
            }
        });
        return properties;
    }

    @Override
    public void close() {
        System.setProperties(before);
    }
}
