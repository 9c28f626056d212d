package io.debezium.server.turso.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.debezium.server.turso.bench.server.ServerProcess;

/** A server that is started again whenever it has ended, as by the supervisor of an operator. */
final class KeptServer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String GIVES_UP = "The Turso sink stops: ";

    private final ServerProcess process;
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private int starts = 1;
    private boolean frozen;
    private int seen;

    /** Starts a server with the settings given. */
    @FunctionalInterface
    interface Starter {
        ServerProcess start(Map<String, String> settings) throws IOException;
    }

    private KeptServer(ServerProcess process) {
        this.process = process;
    }

    /** A {@link Starter} of the lean server. */
    static ServerProcess lean(Map<String, String> settings) throws IOException {
        return ServerProcess.lean(settings, ServerProcess.QUICK_START);
    }

    static KeptServer start(Starter starter, Map<String, String> settings) throws IOException {
        KeptServer server = new KeptServer(starter.start(settings));
        server.threads.execute(server::keep);
        return server;
    }

    /** kill -9; it comes back by itself. False if it was not there. */
    synchronized boolean kill9() throws InterruptedException {
        boolean alive = process.alive();
        process.kill9();
        return alive;
    }

    /** SIGTERM; it comes back by itself. False if it was not there. */
    synchronized boolean terminate() throws InterruptedException {
        boolean alive = process.alive();
        process.terminate();
        return alive;
    }

    /** False if it was not there. */
    synchronized boolean freeze() throws IOException, InterruptedException {
        frozen = process.alive();
        if (frozen) {
            process.freeze();
        }
        return frozen;
    }

    synchronized void thaw() throws IOException, InterruptedException {
        if (frozen) {
            process.thaw();
        }
    }

    /** How often it was started. */
    synchronized int starts() {
        return starts;
    }

    /** What the sink said when it gave up, which nothing that passes may bring it to. */
    List<String> surrenders() {
        return errors.stream()
                .filter(line -> line.contains(GIVES_UP))
                .map(line -> line.substring(line.indexOf(GIVES_UP)))
                .toList();
    }

    /** The last errors of its log. */
    List<String> errors() {
        return List.copyOf(errors.subList(Math.max(0, errors.size() - 5), errors.size()));
    }

    /** All that it has printed. */
    String log() throws IOException {
        return process.log();
    }

    private void keep() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(PAUSE);
                startAgain();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            errors.add(broken.toString());
        }
    }

    private synchronized void startAgain() throws IOException {
        if (!process.alive()) {
            String log = process.log();
            log.substring(seen).lines().filter(line -> line.contains(" ERROR ")).forEach(errors::add);
            seen = log.length();
            process.resume();
            starts++;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        process.close();
    }
}
