package io.debezium.server.turso;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.server.turso.chaos.Defect;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.debezium.server.turso.delivery.DeliveryException;
import io.debezium.server.turso.sql.Target;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The engine with the sink as the server puts them together, in a process of its own, but for a deliberate defect. */
public final class DefectiveServer {
    private DefectiveServer() {}

    /** Runs in a directory with {@code config/application.properties}; the argument is the name of the {@link Defect}. */
    public static void main(String[] arguments) throws IOException {
        Defect defect = Defect.valueOf(arguments[0]);
        load(Path.of("config", "application.properties"));
        ServerDefaults.install(settings());
        TursoSinkConfig config = Startup.readConfig(settings());
        SourceNames names = SourceNames.from(settings());
        CapturedSource source =
                Startup.inspectSource(settings(), names.tableNaming(config.nameFormat()), config.ddlCapture());
        Target target = defect.use(Startup.target(config));
        TursoSink sink = new TursoSink(target, config, names, source);
        TursoChangeConsumer consumer = new TursoChangeConsumer(sink, EmbeddedServer.watch(sink));
        Properties properties = EmbeddedServer.engineProperties();
        properties.putAll(defect.engine());
        engine(properties, defect.use(consumer)).run();
        System.exit(1);
    }

    private static void load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        properties.forEach((name, value) -> System.setProperty((String) name, (String) value));
    }

    private static ServerSettings settings() {
        return new ServerSettings(ConfigProvider.getConfig());
    }

    // The engine knows its events by the format that it was made with, the sink takes those of any.
    @SuppressWarnings("unchecked")
    private static DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine(
            Properties properties, DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>> consumer) {
        DebeziumEngine.ChangeConsumer<?> untyped = consumer;
        return DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying((DebeziumEngine.ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>>) untyped)
                .using((success, message, error) -> tell(message, error))
                .build();
    }

    /** As the server's log tells it; this process has none. */
    private static void tell(String message, @Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryException) {
                System.out.println(" ERROR The Turso sink stops: " + cause.getMessage());
                return;
            }
        }
        System.out.println(" ERROR The engine ends: " + message);
    }
}
