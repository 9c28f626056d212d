package io.debezium.server.turso.bench;

import java.util.List;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A server by Testcontainers; its port is fixed, because Docker gives a restarted container another one. */
public abstract class ContainerLauncher {
    private final int port = Ports.free();
    private final GenericContainer<?> container;

    /** Of {@code container}, in which the server listens on {@code inside}. */
    protected ContainerLauncher(GenericContainer<?> container, int inside) {
        this.container = container;
        container.setPortBindings(List.of(port + ":" + inside));
    }

    /** Starts it; it need not answer yet. */
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            docker().startContainerCmd(container.getContainerId()).exec();
        }
    }

    /** Stops it in order. */
    public void stop() {
        docker().stopContainerCmd(container.getContainerId()).exec();
    }

    /** As a crash. */
    public void kill9() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    /** Stops it in the middle of whatever it does, until {@link #thaw}; its connections stay. */
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    /** Host name or address. */
    public String host() {
        return container.getHost();
    }

    /** Where it listens on {@link #host}. */
    public int port() {
        return port;
    }

    /** Stops it for good and removes its data. */
    public void close() {
        container.stop();
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }
}
