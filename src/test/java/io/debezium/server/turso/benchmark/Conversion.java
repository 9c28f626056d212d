package io.debezium.server.turso.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Properties;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;

/** What the converter that the jar brings costs the connector: the same rows with it and without. */
final class Conversion {
    private static final String CREATE = "CREATE TABLE converted (id bigint PRIMARY KEY, name text NOT NULL,"
            + " price numeric(10,2), sold_at timestamptz, in_stock boolean, day date, at timestamp NOT NULL,"
            + " tags text[], sizes int[])";
    private static final String INSERT = "INSERT INTO converted SELECT g, 'dish number ' || g, g %% 10000 / 100.0,"
            + " timestamptz '2026-01-01 00:00:00Z' + g * interval '1 second', g %% 2 = 0, date '2026-01-01' + g %% 9000,"
            + " timestamp '2026-01-01 00:00:00.123456' + g * interval '1 second', ARRAY['soup', 'no ' || g],"
            + " ARRAY[g, g + 1, g + 2] FROM generate_series(1, %d) g";

    private final PostgresServer postgres;
    private final Options options;

    Conversion(PostgresServer postgres, Options options) {
        this.postgres = postgres;
        this.options = options;
    }

    /** The one line. */
    Line measure() throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        Samples<Boolean> samples = new Samples<>();
        try (Database database = postgres.createDatabase()) {
            database.execute(CREATE, INSERT.formatted(options.rows()));
            // The converter knows by the server's configuration which source to ask.
            database.sourceProperties().forEach(System::setProperty);
            QuarkusConfigFactory.setConfig(null);
            SnapshotEngine engine = new SnapshotEngine(database);
            // The first two are warm-up: all run in this one process.
            for (int round = 0; round <= options.rounds(); round++) {
                for (boolean converter : List.of(true, false)) {
                    double rate = engine.rowsPerSecond(options.rows(), converter);
                    if (round > 0) {
                        samples.add(converter, rate);
                    }
                }
            }
        } finally {
            System.setProperties(before);
        }
        double with = samples.median(true);
        double without = samples.median(false);
        return new Line(
                String.format(Locale.ROOT, "Converter: %,d rows of 9 columns, connector alone", options.rows()),
                Throughput.perSecond(with),
                "without it: " + Throughput.perSecond(without),
                Line.ratio(with, without));
    }
}
