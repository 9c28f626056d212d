package io.debezium.server.turso.bench;

import java.util.Map;
import java.util.Objects;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the fixtures that its parameters name: {@link PostgresServer} (one for the whole run),
 * {@link Database} and {@link TursoServer} (fresh and empty for each test, gone after it).
 */
public final class Bench implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Bench.class);

    private static final Map<Class<?>, Fixture> FIXTURES = Map.of(
            PostgresServer.class, Bench::postgres,
            Database.class,
                    context -> shared(
                            context, Database.class, () -> postgres(context).createDatabase()),
            TursoServer.class, context -> shared(context, TursoServer.class, TursoServer::start));

    @FunctionalInterface
    private interface Fixture {
        Object in(ExtensionContext context);
    }

    @FunctionalInterface
    private interface Starter<T extends AutoCloseable> {
        T start() throws Exception;
    }

    /** Lets the store of JUnit close any fixture. */
    private record Held<T extends AutoCloseable>(T fixture) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() throws Exception {
            fixture.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return FIXTURES.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Fixture fixture = FIXTURES.get(parameter.getParameter().getType());
        return Objects.requireNonNull(fixture).in(context);
    }

    private static PostgresServer postgres(ExtensionContext context) {
        return shared(context.getRoot(), PostgresServer.class, PostgresServer::start);
    }

    private static <T extends AutoCloseable> T shared(ExtensionContext context, Class<T> type, Starter<T> starter) {
        Object held = context.getStore(NAMESPACE).getOrComputeIfAbsent(type, key -> new Held<>(start(starter)));
        return type.cast(((Held<?>) held).fixture());
    }

    private static <T extends AutoCloseable> T start(Starter<T> starter) {
        try {
            return starter.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("a fixture did not start: " + e.getMessage(), e);
        }
    }
}
