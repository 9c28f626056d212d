package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Waiting;

/** What Linux is waiting for on TCP connections, as {@code /proc/net/tcp} tells. */
final class TcpTimers {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String KEEP_ALIVE = "02:";
    /** The clock ticks of /proc, everywhere. */
    private static final Duration TICK = Duration.ofMillis(10);

    private TcpTimers() {}

    /** The time until Linux asks whether the server at {@code port} is still there, once a client is but waiting for it. */
    static Duration awaitKeepAlive(int port) throws InterruptedException {
        CompletableFuture<Duration> found = new CompletableFuture<>();
        Waiting.until("a connection that is kept alive", Waiting.PATIENCE, () -> {
            keepAlive(port).ifPresent(found::complete);
            return found.isDone();
        });
        return found.join();
    }

    private static Optional<Duration> keepAlive(int port) {
        String remote = ":%04X".formatted(port);
        return TABLES.stream()
                .flatMap(TcpTimers::connections)
                .filter(columns -> columns[2].endsWith(remote) && columns[5].startsWith(KEEP_ALIVE))
                .map(columns -> TICK.multipliedBy(Long.parseLong(columns[5].substring(KEEP_ALIVE.length()), 16)))
                .findFirst();
    }

    private static Stream<String[]> connections(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1).map(line -> line.strip()
                    .split(" +"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
