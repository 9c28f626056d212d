package io.debezium.server.turso.bench.turso;

import java.net.URI;

import io.debezium.server.turso.bench.ContainerLauncher;
import org.testcontainers.containers.GenericContainer;

/** libsql-server by Testcontainers. */
final class ContainerTurso extends ContainerLauncher implements TursoLauncher {
    private static final String IMAGE = "ghcr.io/tursodatabase/libsql-server:latest";
    private static final int HTTP = 8080;

    ContainerTurso() {
        super(new GenericContainer<>(IMAGE).withExposedPorts(HTTP), HTTP);
    }

    @Override
    public URI url() {
        return URI.create("http://" + host() + ":" + port());
    }
}
