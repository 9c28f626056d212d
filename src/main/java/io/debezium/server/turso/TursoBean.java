package io.debezium.server.turso;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.debezium.engine.DebeziumEngine;
import io.debezium.server.turso.config.Settings;
import io.debezium.server.turso.config.TursoSinkConfig;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The bean named as {@code debezium.sink.type} names it; what the container would have made of annotations. */
final class TursoBean implements InjectableBean<TursoChangeConsumer> {
    /** Of Debezium's own latency statistics: when they cannot keep pace, it warns of every event that they miss. */
    private static final String STATISTICS = "io.debezium.metrics.stats.MeasurementCollector";

    /** Kept, since a level is forgotten with its logger; it has one before if it is configured. */
    private final Logger statistics = Logger.getLogger(STATISTICS);

    @Override
    public String getIdentifier() {
        return TursoBean.class.getName();
    }

    @Override
    public String getName() {
        return ServerDefaults.SINK_TYPE;
    }

    @Override
    public Class<?> getBeanClass() {
        return TursoChangeConsumer.class;
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(TursoChangeConsumer.class, DebeziumEngine.ChangeConsumer.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(NamedLiteral.of(ServerDefaults.SINK_TYPE), Any.Literal.INSTANCE);
    }

    @Override
    public TursoChangeConsumer create(CreationalContext<TursoChangeConsumer> context) {
        Settings settings = new ServerSettings(ConfigProvider.getConfig());
        TursoSinkConfig config = Startup.readConfig(settings);
        SourceNames names = SourceNames.from(settings);
        Startup.warn(settings);
        if (statistics.getLevel() == null) {
            statistics.setLevel(Level.SEVERE);
        }
        CapturedSource source =
                Startup.inspectSource(settings, names.tableNaming(config.nameFormat()), config.ddlCapture());
        TursoSink sink = new TursoSink(Startup.target(config), config, names, source);
        return new TursoChangeConsumer(
                sink, WalWatch.start(settings.ofSource(), config.walWarnBytes(), WalWatch.INTERVAL, sink.metrics()));
    }

    @Override
    public TursoChangeConsumer get(CreationalContext<TursoChangeConsumer> context) {
        return create(context);
    }

    /** The server calls it when it stops; the container's own version would not close anything. Null if {@link #create} threw. */
    @Override
    public void destroy(@Nullable TursoChangeConsumer instance, CreationalContext<TursoChangeConsumer> context) {
        if (instance != null) {
            instance.close();
        }
        context.release();
    }
}
