package io.debezium.server.turso.benchmark;

import java.util.Locale;

import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;

/** What an ALTER TABLE costs for which SQLite has the table built anew, and what a reader of Turso notices meanwhile. */
final class Rebuild {
    private static final String ALTER = "ALTER TABLE " + MeasuredTable.NAME + " ALTER COLUMN name ";

    /** It is over soon: more rows than those of the other lines show how it grows. */
    private static final int TIMES = 10;

    private enum Kind {
        ALTER_TO_VISIBLE,
        LONGEST_QUESTION,
        IN_POSTGRES
    }

    private final PostgresServer postgres;
    private final Options options;
    private final Samples<Kind> samples = new Samples<>();

    Rebuild(PostgresServer postgres, Options options) {
        this.postgres = postgres;
        this.options = options;
    }

    /** The one line. */
    Line measure() throws Exception {
        long rows = (long) TIMES * options.rows();
        try (Database database = postgres.createDatabase()) {
            MeasuredTable table = MeasuredTable.create(database);
            table.insert(1, rows, options.rows());
            try (MirroringServer server = MirroringServer.start(database)) {
                server.process().awaitLog("Starting streaming", Waiting.PATIENCE);
                Waiting.until("the snapshot to arrive", Waiting.PATIENCE, () -> server.has(rows));
                for (int round = 1; round <= options.rounds(); round++) {
                    database.execute(ALTER + (round % 2 == 1 ? "DROP NOT NULL" : "SET NOT NULL"));
                    arrive(rows + round, table, server);
                    long began = System.nanoTime();
                    database.execute("VACUUM FULL " + MeasuredTable.NAME);
                    samples.add(Kind.IN_POSTGRES, Arrival.millisecondsSince(began));
                }
                server.check();
            }
        }
        return line(samples.median(Kind.ALTER_TO_VISIBLE), samples.median(Kind.IN_POSTGRES));
    }

    private void arrive(long id, MeasuredTable table, MirroringServer server) throws Exception {
        table.insert(id, id, 1);
        Arrival arrival = Arrival.of(id, server);
        samples.add(Kind.ALTER_TO_VISIBLE, arrival.milliseconds());
        samples.add(Kind.LONGEST_QUESTION, arrival.longestQuestion());
    }

    private Line line(double mine, double inPostgres) {
        return new Line(
                String.format(Locale.ROOT, "Table of %,d rows built anew for an ALTER TABLE", TIMES * options.rows()),
                String.format(
                        Locale.ROOT,
                        "%.1f s; a reader waits %.1f s at most for an answer",
                        mine / 1e3,
                        samples.median(Kind.LONGEST_QUESTION) / 1e3),
                String.format(Locale.ROOT, "VACUUM FULL in Postgres: %.1f s", inPostgres / 1e3),
                Line.ratio(mine, inPostgres));
    }
}
