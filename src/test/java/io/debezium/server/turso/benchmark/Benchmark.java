package io.debezium.server.turso.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.postgres.PostgresServer;

/** Measures the packaged servers and prints one table in Markdown. */
public final class Benchmark {
    private Benchmark() {}

    /** Measures as the arguments say; see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try (PostgresServer postgres = PostgresServer.start(Map.of("fsync", "on"))) {
            List<Line> lines = new ArrayList<>(new Throughput(postgres, options).measure());
            lines.add(new Conversion(postgres, options).measure());
            lines.add(new Latency(postgres, options).measure());
            lines.add(new Rebuild(postgres, options).measure());
            lines.addAll(new Footprint(postgres, options).measure());
            Report report = Report.of(lines, postgres);
            System.out.println("\n" + report.table());
            if (options.write()) {
                report.write(options);
            }
        }
    }
}
