package io.debezium.server.turso.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;

/** Makes the sink that does nothing known to the server, in the way in which the product's jar does. */
public final class NoopComponents implements ComponentsProvider {

    @Override
    public Components getComponents(CurrentContextFactory contexts) {
        return new Components(
                List.of(new NoopBean()),
                List.of(),
                List.of(),
                Set.of(),
                Map.of(),
                List::of,
                Map.of(),
                Set.of(),
                Map.of());
    }
}
