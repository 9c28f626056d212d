package io.debezium.server.turso.bench.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.Ports;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;

/** Postgres by Testcontainers; the port is fixed, because Docker gives a restarted container another one. */
final class ContainerPostgres implements PostgresLauncher {
    private final int port = Ports.free();
    private final PostgreSQLContainer<?> container;

    ContainerPostgres(Map<String, String> parameters) {
        container = new PostgreSQLContainer<>("postgres:17")
                .withUsername(user())
                .withPassword(password())
                .withCommand(command(parameters));
        container.setPortBindings(List.of(port + ":" + PostgreSQLContainer.POSTGRESQL_PORT));
    }

    private static String[] command(Map<String, String> parameters) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            DockerClientFactory.lazyClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void stop() {
        DockerClientFactory.lazyClient()
                .stopContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void kill9() {
        DockerClientFactory.lazyClient()
                .killContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void freeze() {
        DockerClientFactory.lazyClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void thaw() {
        DockerClientFactory.lazyClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        container.stop();
    }
}
