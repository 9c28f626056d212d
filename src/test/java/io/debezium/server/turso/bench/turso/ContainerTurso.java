package io.debezium.server.turso.bench.turso;

import java.net.URI;
import java.util.List;

import io.debezium.server.turso.bench.Ports;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** libsql-server by Testcontainers; the port is fixed, because Docker gives a restarted container another one. */
final class ContainerTurso implements TursoLauncher {
    private static final String IMAGE = "ghcr.io/tursodatabase/libsql-server:latest";
    private static final int HTTP = 8080;

    private final int port = Ports.free();
    private final GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(HTTP);

    ContainerTurso() {
        container.setPortBindings(List.of(port + ":" + HTTP));
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
    public URI url() {
        return URI.create("http://" + container.getHost() + ":" + port);
    }

    @Override
    public void close() {
        container.stop();
    }
}
