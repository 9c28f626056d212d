package io.debezium.server.turso.bench.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.ContainerLauncher;
import org.testcontainers.containers.PostgreSQLContainer;

/** Postgres by Testcontainers. */
final class ContainerPostgres extends ContainerLauncher implements PostgresLauncher {

    ContainerPostgres(Map<String, String> parameters) {
        super(
                new PostgreSQLContainer<>("postgres:17")
                        .withUsername("postgres")
                        .withPassword("postgres")
                        .withCommand(command(parameters)),
                PostgreSQLContainer.POSTGRESQL_PORT);
    }

    private static String[] command(Map<String, String> parameters) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }
}
