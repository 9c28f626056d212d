package io.debezium.server.turso.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.ChildProcess;
import io.debezium.server.turso.bench.Ports;
import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.Waiting;

/** A Debezium Server as users run it, in a process and a directory of its own. */
public final class ServerProcess implements AutoCloseable {
    /** For servers that are started often: compiles less, and collects garbage with one thread. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The exit code of SIGTERM, by which the JVM ends in order. */
    public static final int TERMINATED = 143;

    private final ProcessBuilder command;
    private final Path log;
    private final List<String> tokens;
    private ChildProcess process;

    private ServerProcess(ProcessBuilder command, Path log, List<String> tokens) throws IOException {
        this.command = command;
        this.log = log;
        this.tokens = List.copyOf(tokens);
        this.process = ChildProcess.start(command);
    }

    /** The unmodified distribution with the drop-in jar beside its own jars, started by its run.sh. */
    public static ServerProcess stock(Map<String, String> properties) throws IOException {
        return stock(properties, List.of());
    }

    /** The same, with more jars dropped in. */
    public static ServerProcess stock(Map<String, String> properties, List<Path> jars) throws IOException {
        Path distribution = SystemProperties.requirePath(
                "project.dist", "target/debezium-server", "mvn verify unpacks the distribution there.");
        Path jar = SystemProperties.requirePath(
                "project.dropin", "target/debezium-server-turso-0.1.0.jar", "mvn package builds it.");
        Path home = home("stock");
        link(distribution, home, List.of("lib", "config"));
        Path lib = Files.createDirectory(home.resolve("lib"));
        link(distribution.resolve("lib"), lib, List.of());
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
        for (Path more : jars) {
            Files.createSymbolicLink(lib.resolve(more.getFileName()), more);
        }
        ProcessBuilder command = new ProcessBuilder("bash", "run.sh");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS", String.join(" ", jvm()));
        return start(command, home, properties);
    }

    /** The lean server of this build. */
    public static ServerProcess lean(Map<String, String> properties) throws IOException {
        return lean(properties, List.of());
    }

    /** The same, with more variables in its environment. */
    public static ServerProcess lean(Map<String, String> properties, Map<String, String> environment)
            throws IOException {
        return lean(properties, List.of(), environment);
    }

    /** The same, with more options for its JVM. */
    public static ServerProcess lean(Map<String, String> properties, List<String> options) throws IOException {
        return lean(properties, options, Map.of());
    }

    private static ServerProcess lean(
            Map<String, String> properties, List<String> options, Map<String, String> environment) throws IOException {
        Path application = SystemProperties.requirePath(
                "project.lean", "target/quarkus-app", "mvn package builds the lean server.");
        List<String> java = java();
        java.addAll(options);
        java.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
        ProcessBuilder command = new ProcessBuilder(java);
        command.environment().putAll(environment);
        return start(command, home("lean"), properties);
    }

    /** A main class of the tests, on their own class path, that does a server's work. */
    public static ServerProcess ofTests(Class<?> main, List<String> arguments, Map<String, String> properties)
            throws IOException {
        List<String> java = java();
        java.addAll(QUICK_START);
        java.addAll(List.of("-cp", classPath(), main.getName()));
        java.addAll(arguments);
        return start(new ProcessBuilder(java), home("test"), properties);
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.alive();
    }

    /** kill -9. */
    public void kill9() throws InterruptedException {
        process.kill9();
    }

    /** Starts it again, in the same directory with the same settings. */
    public void resume() throws IOException {
        process = ChildProcess.start(command);
    }

    /** Stops all its threads (SIGSTOP) until {@link #thaw}; its connections stay. */
    public void freeze() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    /** How much memory it occupies now, in bytes: heap, code and all. */
    public long residentBytes() throws IOException {
        return process.residentBytes();
    }

    /** SIGTERM, as an operator or a container runtime stops it; after 20 s SIGKILL (137). Returns the exit code. */
    public int terminate() throws InterruptedException {
        process.terminate(Duration.ofSeconds(20));
        return process.exitCode();
    }

    /** Waits for the end of the process; returns its exit code. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.awaitExit(limit)) {
            throw new AssertionError("the server still runs after " + limit);
        }
        return process.exitCode();
    }

    /** Waits until the log holds {@code text}; not longer than the process lives. */
    public void awaitLog(String text, Duration limit) throws Exception {
        String what = "the server's log to say \"" + text + "\"";
        Waiting.until(what, limit, () -> !alive() || log().contains(text));
        if (!log().contains(text)) {
            throw new AssertionError("waited for " + what + ", but the server ended: " + logFile());
        }
    }

    /** Where that is written to. */
    public Path logFile() {
        return log;
    }

    /** Everything it has printed so far. */
    public String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Ends it, and holds what it has ever printed free of the token that tests give. */
    @Override
    public void close() {
        process.close();
        try {
            if (tokens.stream().anyMatch(log()::contains)) {
                throw new AssertionError("the server's log holds the token: " + log);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static ServerProcess start(ProcessBuilder command, Path home, Map<String, String> properties)
            throws IOException {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("quarkus.http.port", Integer.toString(Ports.free()));
        all.put("quarkus.log.console.json.enabled", "false");
        Path config = Files.createDirectories(home.resolve("config"));
        Files.writeString(
                config.resolve("application.properties"),
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
        Path log = home.resolve("server.log");
        command.directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ServerProcess(command, log, tokens(properties));
    }

    private static List<String> tokens(Map<String, String> properties) {
        List<String> tokens = new ArrayList<>(List.of(CanaryToken.VALUE));
        Optional.ofNullable(properties.get("debezium.sink.turso.auth.token")).ifPresent(tokens::add);
        return tokens;
    }

    /** Kept beside what was built, for its log. */
    private static Path home(String kind) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "servers").toAbsolutePath()), kind);
    }

    /** This JVM's own, readable from any directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm());
        return command;
    }

    private static List<String> jvm() {
        List<String> options = new ArrayList<>(SystemProperties.quietJvm());
        options.add("-Xmx512m");
        return options;
    }

    private static void link(Path from, Path to, List<String> except) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(from)) {
            entries = listed.toList();
        }
        for (Path entry : entries) {
            if (!except.contains(entry.getFileName().toString())) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }
}
