package io.debezium.server.turso.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.SystemProperties;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;

/** What the lean server takes, beside the stock one with our sink in it. */
final class Footprint {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private enum Kind {
        START,
        MEMORY
    }

    @FunctionalInterface
    private interface Starter {
        ServerProcess start(Map<String, String> settings) throws Exception;
    }

    private final PostgresServer postgres;
    private final int rounds;

    Footprint(PostgresServer postgres, Options options) {
        this.postgres = postgres;
        this.rounds = options.rounds();
    }

    /** Three lines of the table. */
    List<Line> measure() throws Exception {
        Samples<Kind> lean = new Samples<>();
        Samples<Kind> stock = new Samples<>();
        for (int round = 1; round <= rounds; round++) {
            run(ServerProcess::lean, lean);
            run(ServerProcess::stock, stock);
        }
        return List.of(
                line(
                        "Lean server: its jars",
                        "%.0f MB",
                        megabytes("target/quarkus-app"),
                        megabytes("target/debezium-server/lib")),
                line(
                        "Lean server: start of the process to streaming",
                        "%.1f s",
                        lean.median(Kind.START),
                        stock.median(Kind.START)),
                line(
                        "Lean server: resident memory then",
                        "%.0f MB",
                        lean.median(Kind.MEMORY),
                        stock.median(Kind.MEMORY)));
    }

    private void run(Starter starter, Samples<Kind> samples) throws Exception {
        try (Database database = postgres.createDatabase();
                TursoServer turso = TursoServer.start()) {
            MeasuredTable.create(database);
            long began = System.nanoTime();
            try (ServerProcess server = starter.start(MirroringServer.settings(database, turso))) {
                server.awaitLog("Starting streaming", PATIENCE);
                samples.add(Kind.START, (System.nanoTime() - began) / 1e9);
                samples.add(Kind.MEMORY, server.residentBytes() / 1e6);
            }
        }
    }

    private static Line line(String what, String format, double lean, double stock) {
        return new Line(
                what,
                String.format(Locale.ROOT, format, lean),
                "stock: " + String.format(Locale.ROOT, format, stock),
                Line.ratio(lean, stock));
    }

    private static double megabytes(String directory) throws IOException {
        Path root = SystemProperties.requirePath("benchmark." + directory, directory, "./benchmark builds it.");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }
}
