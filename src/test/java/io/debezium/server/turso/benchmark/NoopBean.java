package io.debezium.server.turso.benchmark;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

import io.debezium.engine.DebeziumEngine;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.literal.NamedLiteral;

/** The sink that does nothing, as {@code debezium.sink.type=noop}. */
final class NoopBean implements InjectableBean<NoopConsumer> {
    /** What {@code debezium.sink.type} is set to. */
    static final String SINK_TYPE = "noop";

    @Override
    public String getIdentifier() {
        return NoopBean.class.getName();
    }

    @Override
    public String getName() {
        return SINK_TYPE;
    }

    @Override
    public Class<?> getBeanClass() {
        return NoopConsumer.class;
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(NoopConsumer.class, DebeziumEngine.ChangeConsumer.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(NamedLiteral.of(SINK_TYPE), Any.Literal.INSTANCE);
    }

    @Override
    public NoopConsumer create(CreationalContext<NoopConsumer> context) {
        return new NoopConsumer();
    }

    @Override
    public NoopConsumer get(CreationalContext<NoopConsumer> context) {
        return create(context);
    }
}
