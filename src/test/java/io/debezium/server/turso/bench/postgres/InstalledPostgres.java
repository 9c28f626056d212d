package io.debezium.server.turso.bench.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.ChildProcess;
import io.debezium.server.turso.bench.Directories;
import io.debezium.server.turso.bench.Ports;
import org.jspecify.annotations.Nullable;

/** Postgres from the server binaries installed on this machine (Debian's layout); the newest of several. */
final class InstalledPostgres implements PostgresLauncher {
    private static final Path ROOT = Path.of("/usr/lib/postgresql");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** "nobody" everywhere; Postgres refuses to run as root. */
    private static final String UNPRIVILEGED = "65534";

    private final int port = Ports.free();
    private final Path binaries;
    private final Map<String, String> parameters;
    private final Path home;
    private @Nullable ChildProcess process;

    InstalledPostgres(Path binaries, Map<String, String> parameters) throws Exception {
        this.parameters = parameters;
        this.binaries = binaries;
        home = Files.createTempDirectory("bench-postgres");
        if (root()) {
            run(List.of("chown", UNPRIVILEGED, home.toString()));
        }
        run(unprivileged("initdb", "-D", directory(), "-U", user(), "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
    }

    /** The newest installed server binaries. */
    static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(ROOT)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(ROOT)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(bin -> version(bin)));
        }
    }

    private static int version(Path bin) {
        return Integer.parseInt(
                Objects.requireNonNull(bin.getParent()).getFileName().toString());
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String directory() {
        return home.resolve("data").toString();
    }

    private List<String> unprivileged(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws Exception {
        Process running = builder(command).start();
        if (running.waitFor() != 0) {
            throw new IOException(command + " failed; see " + log());
        }
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    @Override
    public void start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", directory(), "-p", "" + port, "-k", home.toString()));
        parameters.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        process = ChildProcess.start(builder(unprivileged("postgres", arguments.toArray(String[]::new))));
    }

    @Override
    public void stop() throws Exception {
        run(unprivileged("pg_ctl", "stop", "-D", directory(), "-m", "fast"));
        Objects.requireNonNull(process).terminate(PATIENCE);
    }

    @Override
    public void kill9() throws InterruptedException {
        Objects.requireNonNull(process).tree().kill9();
        Objects.requireNonNull(process).kill9();
    }

    @Override
    public Optional<Path> data() {
        return Optional.of(home.resolve("data"));
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        Objects.requireNonNull(process).tree().signal("STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        Objects.requireNonNull(process).tree().signal("CONT");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        Directories.delete(home);
    }
}
