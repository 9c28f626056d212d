package io.debezium.server.turso.bench.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.debezium.server.turso.bench.ChildProcess;
import io.debezium.server.turso.bench.Directories;
import io.debezium.server.turso.bench.Ports;
import io.debezium.server.turso.bench.ProcessTree;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** Postgres from binaries that the build brings: those on the class path, or another version's in a jar. */
final class EmbeddedPostgresLauncher implements PostgresLauncher {
    /** A machine that is busy takes its time over the recovery after a crash. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = Ports.free();
    private final Map<String, String> parameters;
    private final @Nullable Path binaries;
    private final Path data;
    private @Nullable EmbeddedPostgres server;
    /** The postmaster, which pg_ctl leaves behind: the process that the library knows is pg_ctl's. */
    private @Nullable ProcessTree postmaster;

    private @Nullable Process watch;

    EmbeddedPostgresLauncher(Map<String, String> parameters) throws IOException {
        this(parameters, null);
    }

    /** {@code binaries} is a jar with those of another version; null for those on the class path. */
    EmbeddedPostgresLauncher(Map<String, String> parameters, @Nullable Path binaries) throws IOException {
        this(parameters, binaries, Files.createTempDirectory("bench-postgres"));
    }

    private EmbeddedPostgresLauncher(Map<String, String> parameters, @Nullable Path binaries, Path data) {
        this.parameters = parameters;
        this.binaries = binaries;
        this.data = data;
    }

    /** One whose data is in the directory "data" of {@code directory} already. */
    static EmbeddedPostgresLauncher on(Path directory, Map<String, String> parameters) {
        return new EmbeddedPostgresLauncher(parameters, null, directory);
    }

    @Override
    public void start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                .setRegisterShutdownHook(false);
        if (binaries != null) {
            builder.setPgBinaryResolver((system, machine) -> archive(binaries));
        }
        parameters.forEach(builder::setServerConfig);
        server = builder.start();
        long pid = Long.parseLong(Files.readAllLines(data.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
        postmaster = ProcessTree.of(pid);
        watch = ChildProcess.watch(pid);
    }

    /** The one file in the jar. */
    private static InputStream archive(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(file -> file.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive of Postgres in " + jar));
            return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
        }
    }

    @Override
    public void stop() throws IOException {
        Objects.requireNonNull(server).close();
        Objects.requireNonNull(watch).destroyForcibly();
    }

    @Override
    public void kill9() throws Exception {
        Objects.requireNonNull(postmaster).kill9();
        stop();
    }

    @Override
    public Optional<Path> data() {
        return Optional.of(data.resolve("data"));
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        Objects.requireNonNull(postmaster).signal("STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        Objects.requireNonNull(postmaster).signal("CONT");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        stop();
        Directories.delete(data);
    }
}
