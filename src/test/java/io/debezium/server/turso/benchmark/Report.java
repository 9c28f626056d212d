package io.debezium.server.turso.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;

/** The figures as Markdown. */
record Report(List<Line> lines, String machine) {
    private static final Path DOCUMENT = Path.of("docs", "BENCHMARKS.md");

    /** Describes this machine. */
    static Report of(List<Line> lines, PostgresServer postgres) throws SQLException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Database database = postgres.createDatabase()) {
            String machine = String.format(
                    Locale.ROOT,
                    "%d cores, %.0f GB of memory, %s; JDK %s; PostgreSQL %s.",
                    system.getAvailableProcessors(),
                    system.getTotalMemorySize() / 1e9,
                    system.getName() + " " + system.getArch(),
                    Runtime.version(),
                    database.query("SHOW server_version").getFirst().getFirst());
            return new Report(lines, machine);
        }
    }

    /** The table and the machine. */
    String table() {
        return lines.stream()
                .map(Line::markdown)
                .collect(Collectors.joining(
                        "\n",
                        "| What | Figure | Compared with | Ratio |\n|---|---|---|---|\n",
                        "\n\n" + machine + "\n"));
    }

    /** Writes the document. */
    void write(Options options) throws IOException {
        Files.writeString(DOCUMENT, """
                # Benchmarks

                Written by `./benchmark --write`, which measures on your machine too. Postgres, the server, Turso and the
                reader shared the one machine below. Throughput, start and memory are medians of %d runs. Every mirror was
                compared with its source afterwards, all rows of it.

                %s
                - Throughput: the stock Debezium Server with `-Xmx512m` and the jar dropped in, until Turso has all rows,
                  beside the same server with the same settings whose sink does nothing but mark records processed. The
                  clock starts when the snapshot reads its first row; for a backlog, when the server, which stood still
                  (SIGSTOP) while the rows were committed, goes on. One server does the three in turn.
                - Converter: a snapshot by the connector in one process, from the first row to the last, with the converter
                  that the jar brings and without it, in turn; nothing is done with the rows. Among the columns are a date,
                  a timestamp and two arrays, which the converter makes exact.
                - Latency: from the return of the commit until a reader that asks Turso without pause gets the row. Each
                  question takes as long as the table says, and the reader's questions and the sink's writes wait for
                  each other.
                - Table built anew: from the return of an ALTER TABLE that sets or drops NOT NULL until the reader gets a row
                  that was written after it. VACUUM FULL is how Postgres builds the same table anew.
                - Lean server: beside the stock one with the jar dropped in, both with `-Xmx512m` and an empty table.
                """.formatted(options.rounds(), table()));
    }
}
