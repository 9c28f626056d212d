package io.debezium.server.turso;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

import io.debezium.server.events.ConnectorCompletedEvent;
import io.quarkus.arc.InjectableObserverMethod;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the server with 1 when its connector has ended by a failure, and says what to do where that was lack of memory: the
 * connector reads each row whole, before the sink sees it.
 *
 * <p>Servers of different versions tell of the end in different ways, so there is one observer for each.
 */
final class ConnectorFailureObserver implements InjectableObserverMethod<ConnectorCompletedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorFailureObserver.class);

    private final boolean async;

    ConnectorFailureObserver(boolean async) {
        this.async = async;
    }

    @Override
    public boolean isAsync() {
        return async;
    }

    @Override
    public String getDeclaringBeanIdentifier() {
        return TursoBean.class.getName();
    }

    @Override
    public Class<?> getBeanClass() {
        return TursoBean.class;
    }

    @Override
    public Type getObservedType() {
        return ConnectorCompletedEvent.class;
    }

    @Override
    public Set<Annotation> getObservedQualifiers() {
        return Set.of();
    }

    @Override
    public Reception getReception() {
        return Reception.ALWAYS;
    }

    @Override
    public TransactionPhase getTransactionPhase() {
        return TransactionPhase.IN_PROGRESS;
    }

    @Override
    public void notify(EventContext<ConnectorCompletedEvent> context) {
        context.getEvent().getError().ifPresent(ConnectorFailureObserver::failed);
    }

    private static void failed(Throwable error) {
        if (isOutOfMemory(error)) {
            LOG.error(
                    "The server ended because its heap of {} MB was too small, most likely for one large row: on its way "
                            + "through the connector and the sink a row needs up to eight times its size. Give it a larger "
                            + "heap (-Xmx), or leave the large column out with debezium.source.column.exclude.list. The "
                            + "position has not moved; nothing is lost.",
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        ServerExit.corrected();
    }

    private static boolean isOutOfMemory(Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
