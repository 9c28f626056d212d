package io.debezium.server.turso.bench.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.debezium.server.turso.bench.Directories;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.Waiting;
import org.testcontainers.DockerClientFactory;

/**
 * A Postgres server to capture from: a container where Docker runs, else the binaries that the build brings, else
 * those installed on the machine. {@code -Dit.postgres=container|embedded|installed} chooses.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final PostgresLauncher launcher;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(PostgresLauncher launcher) {
        this.launcher = launcher;
    }

    /** Starts a server that takes connections when this returns. */
    public static PostgresServer start() throws Exception {
        return start(Map.of());
    }

    /** Starts one whose parameters differ from what a mirror needs. */
    public static PostgresServer start(Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(PostgresLauncher.SETTINGS);
        all.putAll(parameters);
        return start(choose(all));
    }

    /** Starts one whose data is on this machine, to be saved and restored. */
    public static PostgresServer startBesideItsData() throws Exception {
        Map<String, String> all = new HashMap<>(PostgresLauncher.SETTINGS);
        // For a server that is told to recover from an archive: it is empty.
        all.put("restore_command", "false");
        return start(
                embeddable()
                        ? new EmbeddedPostgresLauncher(all)
                        : new InstalledPostgres(InstalledPostgres.find().orElseThrow(), all));
    }

    /** Starts one of another major version; empty where those that the build brings do not run. */
    public static Optional<PostgresServer> startVersion(int major) throws Exception {
        if (!embeddable()) {
            return Optional.empty();
        }
        Path jars =
                SystemProperties.requirePath("project.postgres", "target/postgres", "mvn verify copies them there.");
        return Optional.of(
                start(new EmbeddedPostgresLauncher(PostgresLauncher.SETTINGS, jars.resolve(major + ".jar"))));
    }

    /** Starts the server installed on this machine, which may have extensions that others lack; empty if there is none. */
    public static Optional<PostgresServer> startInstalled() throws Exception {
        Optional<Path> installed = InstalledPostgres.find();
        return installed.isEmpty()
                ? Optional.empty()
                : Optional.of(start(new InstalledPostgres(installed.get(), PostgresLauncher.SETTINGS)));
    }

    private static PostgresServer start(PostgresLauncher launcher) throws Exception {
        PostgresServer server = new PostgresServer(launcher);
        server.resume();
        return server;
    }

    private static PostgresLauncher choose(Map<String, String> parameters) throws Exception {
        Optional<Path> installed = InstalledPostgres.find();
        String way = SystemProperties.find("it.postgres").orElseGet(() -> preferred(installed.isPresent()));
        return switch (way) {
            case "container" -> new ContainerPostgres(parameters);
            case "embedded" -> new EmbeddedPostgresLauncher(parameters);
            case "installed" ->
                new InstalledPostgres(
                        installed.orElseThrow(() ->
                                new IllegalStateException("no PostgreSQL server in /usr/lib/postgresql: install one")),
                        parameters);
            default -> throw new IllegalArgumentException("it.postgres must be container, embedded or installed");
        };
    }

    private static String preferred(boolean installed) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return "container";
        }
        return embeddable() || !installed ? "embedded" : "installed";
    }

    /** Postgres refuses to run as root; the embedded one then hides in a user namespace, which may be forbidden. */
    private static boolean embeddable() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return true;
        }
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts it again after {@link #stop} or {@link #kill9}, on the same port with the same data. */
    public void resume() throws Exception {
        launcher.start();
        Waiting.until("Postgres to take connections", START, () -> {
            connect("postgres").close();
            return true;
        });
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

    /** Saves its data to a new directory beside it; the server is down meanwhile. */
    public Path save() throws Exception {
        Path data = data();
        Path copy = Files.createTempDirectory(data.getParent(), "saved").resolve("data");
        stop();
        Directories.copy(data, copy);
        resume();
        return copy;
    }

    /** Puts {@link #save saved} data back, as if a snapshot of its disk were restored. */
    public void restore(Path saved) throws Exception {
        stop();
        replaceBy(saved);
        resume();
    }

    /** Puts saved data back and goes on from there on a new timeline, as a standby does that is promoted. */
    public void promote(Path saved) throws Exception {
        stop();
        replaceBy(saved);
        Files.createFile(data().resolve("recovery.signal"));
        resume();
        Waiting.until("Postgres to be promoted", START, () -> {
            try (Connection connection = connect("postgres");
                    ResultSet row = connection.createStatement().executeQuery("SELECT pg_is_in_recovery()")) {
                return row.next() && !row.getBoolean(1);
            }
        });
    }

    /**
     * Starts a standby on {@link #save saved} data, which follows by the physical slot "standby" and takes over the logical
     * ones that are made for failover; empty if this server is too old for that, or its data is not on this machine.
     */
    public Optional<PostgresServer> standby(Path saved) throws Exception {
        if (!(launcher instanceof EmbeddedPostgresLauncher)) {
            return Optional.empty();
        }
        Directories.delete(saved.resolve("pg_replslot"));
        Files.createDirectory(saved.resolve("pg_replslot"));
        Files.createFile(saved.resolve("standby.signal"));
        Files.writeString(
                saved.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=" + host() + " port=" + port() + " user=" + user() + " dbname=postgres'\n"
                        + "primary_slot_name = 'standby'\nhot_standby_feedback = on\nsync_replication_slots = on\n",
                StandardOpenOption.APPEND);
        return Optional.of(start(EmbeddedPostgresLauncher.on(saved.resolveSibling(""), PostgresLauncher.SETTINGS)));
    }

    /** The database of that name, which is there. */
    public Database database(String name) {
        return new Database(this, name);
    }

    private void replaceBy(Path saved) throws Exception {
        Directories.delete(data());
        Directories.copy(saved, data());
    }

    private Path data() {
        return launcher.data().orElseThrow(() -> new IllegalStateException("its data is not on this machine"));
    }

    /** Host name or address. */
    public String host() {
        return launcher.host();
    }

    /** TCP port. */
    public int port() {
        return launcher.port();
    }

    /** A superuser. */
    public String user() {
        return launcher.user();
    }

    /** The superuser's password. */
    public String password() {
        return launcher.password();
    }

    /** A new empty database; closing it drops it with its replication slots. */
    public Database createDatabase() throws SQLException {
        return createDatabase("bench_" + ProcessHandle.current().pid() + "_" + databases.incrementAndGet());
    }

    /** One of that name, an unquoted identifier. */
    public Database createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres")) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        }
        return new Database(this, name);
    }

    /** A new database with an encoding of its own. */
    public Database createEncodedDatabase(String encoding) throws SQLException {
        String name = "bench_" + ProcessHandle.current().pid() + "_" + databases.incrementAndGet();
        try (Connection connection = connect("postgres")) {
            connection
                    .createStatement()
                    .execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING '" + encoding
                            + "' LC_COLLATE 'C' LC_CTYPE 'C'");
        }
        return new Database(this, name);
    }

    Connection connect(String database) throws SQLException {
        Connection connection = DriverManager.getConnection(url(database), user(), password());
        // The driver asks for the time zone of this machine.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return connection;
    }

    String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    @Override
    public void close() throws IOException {
        launcher.close();
    }
}
