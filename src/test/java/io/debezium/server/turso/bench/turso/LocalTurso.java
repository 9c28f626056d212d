package io.debezium.server.turso.bench.turso;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.debezium.server.turso.bench.ChildProcess;
import io.debezium.server.turso.bench.Directories;
import io.debezium.server.turso.bench.Ports;
import io.debezium.server.turso.bench.SystemProperties;
import org.jspecify.annotations.Nullable;

/** The Turso engine as {@code tursodb --sync-server}, from the npm package that the build brings. */
final class LocalTurso implements TursoLauncher {
    private static final String BINARY = "target/npm/node_modules/@tursodatabase/cli-linux-x64-gnu/tursodb";
    private static final String REMEDY = "the build brings tursodb from npm for Linux on x64 (phase"
            + " pre-integration-test); elsewhere name another server with -Dit.turso.url";

    private final Path binary = SystemProperties.requirePath("project.tursodb", BINARY, REMEDY);
    private final int port = Ports.free();
    private final Path home;
    private @Nullable ChildProcess process;

    LocalTurso() throws IOException {
        home = Files.createTempDirectory("bench-turso");
        Files.createDirectory(directory());
    }

    @Override
    public void start() throws IOException {
        Path log = home.resolve("tursodb.log");
        process = ChildProcess.start(new ProcessBuilder(
                        binary.toString(),
                        "--sync-server",
                        "127.0.0.1:" + port,
                        directory().resolve("mirror.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    @Override
    public void stop() throws InterruptedException {
        Objects.requireNonNull(process).terminate(Duration.ofSeconds(10));
    }

    @Override
    public void kill9() throws InterruptedException {
        Objects.requireNonNull(process).kill9();
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        Objects.requireNonNull(process).signal("STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        Objects.requireNonNull(process).signal("CONT");
    }

    @Override
    public Optional<Path> data() {
        return Optional.of(directory());
    }

    private Path directory() {
        return home.resolve("data");
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        Directories.delete(home);
    }
}
