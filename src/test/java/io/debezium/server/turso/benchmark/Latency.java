package io.debezium.server.turso.benchmark;

import java.time.Duration;
import java.util.Locale;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;

/** How long after its commit in Postgres a row is read in Turso, by a reader that asks again and again. */
final class Latency {
    private static final Duration PATIENCE = Waiting.PATIENCE;
    private static final int WARM_UP = 100;

    private enum Kind {
        COMMIT_TO_VISIBLE,
        ONE_QUERY
    }

    private final PostgresServer postgres;
    private final int commits;
    private final Samples<Kind> samples = new Samples<>();

    Latency(PostgresServer postgres, Options options) {
        this.postgres = postgres;
        this.commits = options.commits();
    }

    /** The line of the table. */
    Line measure() throws Exception {
        try (Database database = postgres.createDatabase()) {
            MeasuredTable table = MeasuredTable.create(database);
            table.insert(1, 1, 1);
            try (MirroringServer server = MirroringServer.start(database)) {
                server.process().awaitLog("Starting streaming", PATIENCE);
                Waiting.until("the snapshot to arrive", PATIENCE, () -> server.has(1));
                commitOneByOne(table, server);
                server.check();
            }
        }
        return new Line(
                String.format(Locale.ROOT, "Commit to visible in Turso, %d commits of one row", commits),
                "median " + milliseconds(Kind.COMMIT_TO_VISIBLE, 0.5) + ", p90 "
                        + milliseconds(Kind.COMMIT_TO_VISIBLE, 0.9) + ", p99 "
                        + milliseconds(Kind.COMMIT_TO_VISIBLE, 0.99),
                "one query to that Turso: median " + milliseconds(Kind.ONE_QUERY, 0.5),
                "");
    }

    private void commitOneByOne(MeasuredTable table, MirroringServer server) throws Exception {
        for (long id = 2; id < 2L + WARM_UP + commits; id++) {
            table.insert(id, id, 1);
            double visible = Arrival.of(id, server).milliseconds();
            if (id >= 2 + WARM_UP) {
                samples.add(Kind.COMMIT_TO_VISIBLE, visible);
                long asked = System.nanoTime();
                server.has(id);
                samples.add(Kind.ONE_QUERY, Arrival.millisecondsSince(asked));
            }
        }
    }

    private String milliseconds(Kind kind, double quantile) {
        return String.format(Locale.ROOT, "%.0f ms", samples.quantile(kind, quantile));
    }
}
