package io.debezium.server.turso;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.bench.turso.TursoClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever reads Turso while tables change sees each transaction whole: no new column without its data. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SchemaReaderIT {
    private static final int TRANSACTIONS = 30;
    private static final int ROWS = 200;

    /** After the n-th transaction: n columns beside the key, and every row has n in all of them. */
    @Test
    void aReaderNeverSeesANewColumnWithoutItsData(PostgresServer postgres) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (LiveMirror mirror = LiveMirror.start(
                        postgres,
                        Map.of(),
                        "CREATE TABLE stock (id int PRIMARY KEY, c1 int)",
                        "INSERT INTO stock SELECT g, 1 FROM generate_series(1, " + ROWS + ") g");
                TursoClient client =
                        new TursoClient(mirror.turso().url(), mirror.turso().token());
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<Integer> seen = reader.submit(watch(client, done));
            try {
                for (int n = 2; n <= TRANSACTIONS; n++) {
                    mirror.run(List.of("BEGIN", alteration(n), update(n), "COMMIT"));
                    mirror.await();
                }
            } finally {
                done.set(true);
            }
            assertThat(seen.get()).as("states seen").isGreaterThan(TRANSACTIONS / 3);
            mirror.assertMirrors();
        }
    }

    /** By ALTER TABLE, and by building the table anew. */
    private static String alteration(int n) {
        return "ALTER TABLE stock ADD COLUMN c" + n
                + switch (n % 3) {
                    case 0 -> " int";
                    case 1 -> " int NOT NULL DEFAULT 0";
                    default -> " int, ALTER c1 TYPE " + (n % 2 == 0 ? "bigint" : "int");
                };
    }

    private static String update(int n) {
        StringBuilder sql = new StringBuilder("UPDATE stock SET c1 = " + n);
        for (int column = 2; column <= n; column++) {
            sql.append(", c").append(column).append(" = ").append(n);
        }
        return sql.toString();
    }

    /** Reads until it is done, and counts the different states. */
    private static Callable<Integer> watch(TursoClient client, AtomicBoolean done) {
        return () -> {
            int states = 0;
            int last = 0;
            while (!done.get()) {
                int columns = read(client);
                assertThat(columns).as("columns seen after " + last).isGreaterThanOrEqualTo(last);
                states += columns > last ? 1 : 0;
                last = columns;
            }
            return states;
        };
    }

    /** How many columns there are, all of them equal to that. */
    private static int read(TursoClient client) throws IOException, InterruptedException {
        List<List<@Nullable Object>> rows = client.query("SELECT * FROM stock");
        assertThat(rows).hasSize(ROWS);
        long columns = rows.getFirst().size() - 1L;
        for (List<@Nullable Object> row : rows) {
            assertThat(row.subList(1, row.size()))
                    .hasSize((int) columns)
                    .allMatch(cell -> Objects.equals(cell, columns));
        }
        return (int) columns;
    }
}
