package io.debezium.server.turso.bench.turso;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.Directories;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.Waiting;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * An empty Turso database to mirror into: the one that {@code -Dit.turso.url} (and {@code -Dit.turso.token}) names, else
 * libsql-server where Docker runs, else the Turso engine from npm.
 */
public final class TursoServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final TursoLauncher launcher;
    private final TursoClient client;

    private TursoServer(TursoLauncher launcher, TursoClient client) {
        this.launcher = launcher;
        this.client = client;
    }

    /** Starts a server that answers when this returns, without tables. */
    public static TursoServer start() throws Exception {
        return start(choose());
    }

    /** Starts one whose data is on this machine, to be saved and restored. */
    public static TursoServer startBesideItsData() throws Exception {
        return start(new LocalTurso());
    }

    private static TursoServer start(TursoLauncher launcher) throws Exception {
        launcher.start();
        TursoServer server = new TursoServer(launcher, new TursoClient(launcher.url(), launcher.token()));
        server.awaitAnswer();
        if (launcher.keepsData()) {
            server.dropAll();
        }
        return server;
    }

    private static TursoLauncher choose() throws IOException {
        Optional<String> external = SystemProperties.find("it.turso.url");
        if (external.isPresent()) {
            String url = external.get().replaceFirst("^libsql://", "https://");
            return new ExternalTurso(URI.create(url), SystemProperties.find("it.turso.token"));
        }
        return DockerClientFactory.instance().isDockerAvailable() ? new ContainerTurso() : new LocalTurso();
    }

    private void awaitAnswer() throws InterruptedException {
        Waiting.until("Turso to answer", START, () -> !client.query("SELECT 1").isEmpty());
    }

    private void dropAll() throws IOException, InterruptedException {
        List<List<@Nullable Object>> names = client.query("SELECT type, name FROM sqlite_schema WHERE type IN"
                + " ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%'"
                + " ESCAPE '\\'");
        for (List<@Nullable Object> row : names) {
            client.execute("DROP " + row.get(0) + " IF EXISTS \"" + ("" + row.get(1)).replace("\"", "\"\"") + '"');
        }
    }

    /** Starts it again after {@link #stop} or {@link #kill9}, on the same port with the same data. */
    public void resume() throws Exception {
        launcher.start();
        awaitAnswer();
    }

    /** Stops it in order. */
    public void stop() throws Exception {
        launcher.stop();
    }

    /** Kills it as a crash would. */
    public void kill9() throws Exception {
        launcher.kill9();
    }

    /** Stops it in the middle of whatever it does, until {@link #thaw}; its connections stay. */
    public void freeze() throws Exception {
        launcher.freeze();
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() throws Exception {
        launcher.thaw();
    }

    /** Stops it in order and starts it again. */
    public void restart() throws Exception {
        stop();
        resume();
    }

    /** Saves its files to a new directory beside them; the server is down meanwhile. */
    public Path save() throws Exception {
        Path copy = Files.createTempDirectory(data().getParent(), "saved").resolve("data");
        stop();
        Directories.copy(data(), copy);
        resume();
        return copy;
    }

    /** Puts {@link #save saved} files back, as if a backup were restored. */
    public void restore(Path saved) throws Exception {
        stop();
        Directories.delete(data());
        Directories.copy(saved, data());
        resume();
    }

    private Path data() {
        return launcher.data().orElseThrow(() -> new IllegalStateException("its data is not on this machine"));
    }

    /** Whether a test may stop and kill it. */
    public boolean stoppable() {
        return !launcher.keepsData();
    }

    /** Whether it is the Turso engine, which keeps the sign of a zero; libSQL does not, and others are not known. */
    public boolean keepsSignOfZero() {
        return launcher instanceof LocalTurso;
    }

    /** Where it listens, http or https, without a path. */
    public URI url() {
        return launcher.url();
    }

    /** The token that it asks for, if it asks. */
    public Optional<String> token() {
        return launcher.token();
    }

    /**
     * What the sink needs to write here, with a token even where none is asked for: no test may find it where it does
     * not belong; by way of {@code url}, which may be a proxy's.
     */
    public Map<String, String> sinkProperties(URI url) {
        Map<String, String> properties = new HashMap<>();
        properties.put("debezium.sink.type", "turso");
        properties.put("debezium.sink.turso.url", url.toString());
        properties.put("debezium.sink.turso.auth.token", token().orElse(CanaryToken.VALUE));
        return properties;
    }

    /** What the sink needs to write here. */
    public Map<String, String> sinkProperties() {
        return sinkProperties(url());
    }

    /** The rows of one statement; values as {@link TursoClient} says. */
    public List<List<@Nullable Object>> query(String sql) throws IOException, InterruptedException {
        return client.query(sql);
    }

    /** Runs each statement by itself, for its effect. */
    public void execute(String... sql) throws IOException, InterruptedException {
        client.execute(sql);
    }

    @Override
    public void close() throws IOException {
        client.close();
        launcher.close();
    }
}
