package io.debezium.server.turso.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;

/** Rows per second of our sink, and of a sink that does nothing in the same server with the same settings. */
final class Throughput {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PostgresServer postgres;
    private final Options options;

    Throughput(PostgresServer postgres, Options options) {
        this.postgres = postgres;
        this.options = options;
    }

    /** One line for each workload. */
    List<Line> measure() throws Exception {
        Path noop = NoopJar.write();
        Samples<Workload> ours = new Samples<>();
        Samples<Workload> engine = new Samples<>();
        for (int round = 1; round <= options.rounds(); round++) {
            run("the sink, round " + round, MirroringServer::start, ours);
            run("no-op sink, round " + round, database -> NoopServer.start(database, noop), engine);
        }
        List<Line> lines = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            double mine = ours.median(workload);
            double possible = engine.median(workload);
            lines.add(new Line(
                    workload.title(options.rows()),
                    perSecond(mine),
                    "no-op sink: " + perSecond(possible),
                    Line.ratio(mine, possible)));
        }
        return lines;
    }

    /** One server does all workloads in turn, so that only the first meets it cold. */
    private void run(String who, MeasuredServer.Starter starter, Samples<Workload> samples) throws Exception {
        try (Database database = postgres.createDatabase()) {
            MeasuredTable table = MeasuredTable.create(database);
            table.insert(1, options.rows(), options.rows());
            try (MeasuredServer server = starter.start(database)) {
                long last = 0;
                for (Workload workload : Workload.values()) {
                    last += options.rows();
                    double rate = rate(workload, server, table, last);
                    samples.add(workload, rate);
                    System.out.println(who + ": " + workload.title(options.rows()) + ": " + perSecond(rate));
                }
                server.check();
            }
        }
    }

    private double rate(Workload workload, MeasuredServer server, MeasuredTable table, long last) throws Exception {
        long began = begin(workload, server, table, last);
        Waiting.until("row " + last + " to arrive", PATIENCE, () -> server.has(last));
        return options.rows() * 1e9 / (System.nanoTime() - began);
    }

    /** When the work began, by {@link System#nanoTime}. */
    private long begin(Workload workload, MeasuredServer server, MeasuredTable table, long last) throws Exception {
        return switch (workload) {
            case SNAPSHOT -> {
                server.process().awaitLog("Snapshot step 7 - Snapshotting data", PATIENCE);
                yield System.nanoTime();
            }
            case ONE_TRANSACTION -> backlog(server, table, last, options.rows());
            case SMALL_TRANSACTIONS -> backlog(server, table, last, Workload.SMALL_TRANSACTION);
        };
    }

    private long backlog(MeasuredServer server, MeasuredTable table, long last, int perTransaction) throws Exception {
        server.process().awaitLog("Starting streaming", PATIENCE);
        server.process().freeze();
        table.insert(last - options.rows() + 1, last, perTransaction);
        server.process().thaw();
        return System.nanoTime();
    }

    static String perSecond(double rowsPerSecond) {
        return String.format(Locale.ROOT, "%,d rows/s", Math.round(rowsPerSecond / 100) * 100);
    }
}
