package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema change that locks no table is not committed yet, and another session changes a table of which it tells. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConcurrentSchemaIT {
    private static LiveMirror mirror;

    @BeforeAll
    static void start(PostgresServer postgres) throws Exception {
        mirror = LiveMirror.start(
                postgres,
                Map.of(),
                "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                "CREATE TABLE person (id int PRIMARY KEY, mood mood)",
                "CREATE INDEX by_mood ON person (mood)",
                "CREATE TABLE part (id int, n int) PARTITION BY RANGE (id)",
                "ALTER TABLE part REPLICA IDENTITY FULL",
                "CREATE TABLE low PARTITION OF part FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE high PARTITION OF part FOR VALUES FROM (10) TO (20)",
                "CREATE TABLE top PARTITION OF part FOR VALUES FROM (20) TO (30)",
                "ALTER TABLE low REPLICA IDENTITY FULL",
                "ALTER TABLE high REPLICA IDENTITY FULL",
                "INSERT INTO person VALUES (1, 'sad'), (2, 'glad')",
                "INSERT INTO part VALUES (1, 1), (11, 11), (21, 21)");
    }

    @AfterAll
    static void stop() throws Exception {
        if (mirror != null) {
            mirror.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TYPE mood RENAME VALUE 'sad' TO 'x rename to y'"
                        + "|INSERT INTO person VALUES (3, 'glad'); DELETE FROM person WHERE id = 1",
                "ALTER INDEX by_mood RENAME TO moody"
                        + "|ALTER TABLE person ADD COLUMN x int DEFAULT 5; UPDATE person SET x = 6 WHERE id = 2",
                "DROP TABLE top|INSERT INTO high VALUES (12, 12); DELETE FROM low"
            })
    void whatOthersCommitMeanwhileStays(String change, String others) throws Exception {
        try (Connection connection = mirror.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(change);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                try {
                    mirror.database().transaction(others.split("; "));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Waiting.until(
                    "the other to be through, or to wait",
                    Waiting.PATIENCE,
                    () -> other.isDone() || mirror.isBlocked());
            connection.commit();
            other.get();
        }
        mirror.assertMirrors();
    }
}
