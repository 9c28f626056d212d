package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes the sink known to a server that was built without it.
 *
 * <p>Debezium Server resolves its beans when it is built, so an annotated class in a jar that is added later is not found.
 * Its container does ask the service loader for providers of beans at every start, and before the server reads its
 * settings: the one moment in which a jar can bring a bean, an observer and defaults.
 */
public final class TursoComponents implements ComponentsProvider {

    @Override
    public Components getComponents(CurrentContextFactory contexts) {
        ServerDefaults.install(new ServerSettings(ConfigProvider.getConfig()));
        return new Components(
                List.of(new TursoBean()),
                List.of(new ConnectorFailureObserver(false), new ConnectorFailureObserver(true)),
                List.of(),
                Set.of(),
                Map.of(),
                List::of,
                Map.of(),
                Set.of(),
                Map.of());
    }
}
