package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.Ports;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A question to the catalog while Postgres is away. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PatientSourceIT {
    private final LoggedLines log = LoggedLines.of(PatientSource.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theAnswerWaitsForPostgresAndIsToldOnce() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(Map.of());
                Database database = postgres.createDatabase()) {
            PatientSource source = new PatientSource(SourceDatabases.settings(database));
            postgres.kill9();
            CompletableFuture<Boolean> answer =
                    CompletableFuture.supplyAsync(() -> source.ask("Table public.menu", PatientSourceIT::answers));
            Waiting.until("it to be told", Waiting.PATIENCE, () -> !log.lines().isEmpty());
            assertThat(answer).isNotDone();
            postgres.resume();
            assertThat(answer.get()).isTrue();
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("Table public.menu", "cannot be reached");
        }
    }

    @Test
    void anInterruptEndsTheWait(Database database) throws Exception {
        Map<String, String> settings = SourceDatabases.settings(database);
        settings.put("database.port", Integer.toString(Ports.free()));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> answer = thread.submit(() -> {
                assertThatThrownBy(() -> new PatientSource(settings).ask("The tables", PatientSourceIT::answers))
                        .isInstanceOf(SourceUnavailableException.class);
                return Thread.currentThread().isInterrupted();
            });
            Waiting.until("it to be told", Waiting.PATIENCE, () -> !log.lines().isEmpty());
            thread.shutdownNow();
            assertThat(answer.get()).isTrue();
        }
    }

    @Test
    void aRefusalIsNoReasonToWait(Database database) throws Exception {
        Map<String, String> settings = SourceDatabases.settings(database);
        settings.put("database.dbname", "nowhere");
        assertThatThrownBy(() -> new PatientSource(settings).ask("The tables", PatientSourceIT::answers))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("has no database nowhere");
        assertThat(log.lines()).isEmpty();
    }

    private static boolean answers(SourceDatabase source) throws SQLException {
        return source.query("SELECT true", row -> row.getBoolean(1)).getFirst();
    }
}
