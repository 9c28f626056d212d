package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A real Turso engine behind a port of loopback. */
final class TursodbProcess implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(30);
    private final Process process;
    private final int port;

    private TursodbProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on a new database in {@code directory}; the system property project.tursodb names the binary. */
    static TursodbProcess start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        binary(),
                        "--sync-server",
                        "127.0.0.1:" + port,
                        directory.resolve("target.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("tursodb.log").toFile())
                .start();
        TursodbProcess tursodb = new TursodbProcess(process, port);
        tursodb.awaitListening();
        return tursodb;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String binary() {
        @Nullable String named = System.getProperty("project.tursodb");
        if (named == null || !Files.isExecutable(Path.of(named))) {
            throw new IllegalStateException("This test needs a tursodb: the system property project.tursodb names "
                    + named + ", which is no executable file.");
        }
        return named;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitListening() throws InterruptedException {
        Instant limit = Instant.now().plus(STARTING);
        while (!listens()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                throw new IllegalStateException("tursodb did not start");
            }
            Thread.sleep(20);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
