package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.DroppingIndex;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The replica identity of a table becomes another one than its key while the mirror runs. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReplicaIdentityIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final String[] TABLES = {
        "CREATE TABLE item (id int PRIMARY KEY, code int NOT NULL UNIQUE, v text)",
        "INSERT INTO item VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')",
        "CREATE TABLE log (id int, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE log_low PARTITION OF log FOR VALUES FROM (0) TO (100)",
        "ALTER TABLE log_low REPLICA IDENTITY FULL",
        "INSERT INTO log VALUES (1, 'a'), (2, 'b'), (3, NULL)"
    };

    private static final String[] CODED = {
        "CREATE TABLE coded (code int NOT NULL, v text)",
        "CREATE UNIQUE INDEX by_code ON coded (code)",
        "ALTER TABLE coded REPLICA IDENTITY USING INDEX by_code",
        "INSERT INTO coded VALUES (1, 'a'), (2, 'b')"
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            item | ALTER TABLE item REPLICA IDENTITY USING INDEX item_code_key | DELETE FROM item WHERE id = 1 \
            | ALTER TABLE item REPLICA IDENTITY DEFAULT
            item | ALTER TABLE item REPLICA IDENTITY USING INDEX item_code_key | UPDATE item SET id = 7 WHERE id = 2 \
            | ALTER TABLE item REPLICA IDENTITY FULL
            log  | ALTER TABLE log_low ADD PRIMARY KEY (id), REPLICA IDENTITY DEFAULT | DELETE FROM log WHERE id = 1 \
            | ALTER TABLE log_low REPLICA IDENTITY FULL
            log  | CREATE TABLE log_high (id int PRIMARY KEY, v text); INSERT INTO log_high VALUES (101, 'z'); \
            ALTER TABLE log ATTACH PARTITION log_high FOR VALUES FROM (100) TO (200) \
            | UPDATE log SET id = 102 WHERE id = 101 | ALTER TABLE log_high REPLICA IDENTITY FULL
            log  | CREATE TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200); \
            ALTER TABLE log ALTER id SET NOT NULL; ALTER TABLE ONLY log ADD CONSTRAINT by_id PRIMARY KEY (id); \
            ALTER TABLE log_low ADD CONSTRAINT low_by_id PRIMARY KEY (id), REPLICA IDENTITY DEFAULT; \
            ALTER INDEX by_id ATTACH PARTITION low_by_id \
            | DELETE FROM log WHERE id = 1 | ALTER TABLE log_low REPLICA IDENTITY FULL
            """)
    void aChangeThatDoesNotTellItsRowStopsTheSink(
            String table, String change, String lost, String repair, PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(change.split("; ")));
            mirror.run(List.of("INSERT INTO item VALUES (4, 40, 'd')", "INSERT INTO log VALUES (4, 'd')"));
            mirror.assertMirrors();
            Object position = mirror.position();
            mirror.run(List.of(lost));
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("public." + table, "replica identity", "position does not move", AGAIN);
            assertThat(mirror.position()).isEqualTo(position);
            mirror.run(List.of(repair));
            mirror.restartSink(Map.of());
            assertThat(mirror.engine().awaitFailure(90)).contains("public." + table, AGAIN);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.run(List.of("DELETE FROM item WHERE id = 3", "DELETE FROM log WHERE id = 3"));
            mirror.assertMirrors();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE item REPLICA IDENTITY USING INDEX item_code_key | ALTER TABLE item REPLICA IDENTITY DEFAULT
            ALTER TABLE log_low ADD PRIMARY KEY (id), REPLICA IDENTITY DEFAULT | ALTER TABLE log_low REPLICA IDENTITY FULL
            """)
    void oneThatIsMendedBeforeARowChangesStopsNothing(String change, String repair, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(change));
            mirror.await();
            mirror.run(List.of(repair, "DELETE FROM item WHERE id = 3", "DELETE FROM log WHERE id = 3"));
            mirror.assertMirrors();
        }
    }

    @Test
    void oneOfAPartitionIsNotForgottenForAnotherPartitionThatChangesMeanwhile(PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES);
                Connection one = mirror.database().connect();
                Connection other = mirror.database().connect()) {
            mirror.run(List.of("CREATE TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200)"));
            run(one, "BEGIN", "ALTER TABLE log_low ADD PRIMARY KEY (id), REPLICA IDENTITY DEFAULT");
            run(other, "BEGIN", "ALTER TABLE log_high REPLICA IDENTITY FULL");
            run(one, "COMMIT");
            run(other, "COMMIT");
            mirror.assertMirrors();
            mirror.run(List.of("DELETE FROM log WHERE id = 1"));
            assertThat(mirror.engine().awaitFailure(90)).contains("public.log", "replica identity", AGAIN);
        }
    }

    /** Its index is dead before the drop of it is told: Postgres takes equal keys meanwhile. */
    @Test
    void rowsOfEqualKeysAreNoneLostWhereItIsDroppedConcurrently(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), CODED);
                DroppingIndex dropping = DroppingIndex.untilDead(mirror.database(), "by_code", "coded")) {
            mirror.run(List.of("INSERT INTO coded VALUES (2, 'c'), (3, 'd'), (3, 'e')"));
            mirror.await();
            dropping.finish();
            mirror.assertMirrors();
            mirror.run(List.of("ALTER TABLE coded REPLICA IDENTITY FULL", "DELETE FROM coded WHERE v IN ('c', 'd')"));
            mirror.assertMirrors();
        }
    }

    /** Nothing is told at the end of a command that was cancelled. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP INDEX by_code",
                "DROP INDEX CONCURRENTLY by_code",
                "ALTER TABLE coded REPLICA IDENTITY FULL",
                "ALTER TABLE coded ADD COLUMN w int DEFAULT 5"
            })
    void norWhereThatIsCancelled(String next, PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), CODED)) {
            try (DroppingIndex dropping = DroppingIndex.untilDead(mirror.database(), "by_code", "coded")) {
                dropping.cancel();
            }
            mirror.run(List.of("INSERT INTO coded VALUES (2, 'c'), (3, 'd'), (3, 'e')"));
            mirror.await();
            mirror.run(List.of(next));
            mirror.assertMirrors();
            mirror.run(List.of("ALTER TABLE coded REPLICA IDENTITY FULL", "DELETE FROM coded WHERE v IN ('c', 'd')"));
            mirror.assertMirrors();
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void partitionsThatComeAndGoBringAndTakeTheirRowsAllTheSame(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(
                    "CREATE TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200)",
                    "INSERT INTO log VALUES (101, 'x'), (102, 'y')",
                    "ALTER TABLE log_high ADD PRIMARY KEY (id)",
                    "ALTER TABLE log DETACH PARTITION log_low"));
            mirror.assertMirrors();
            mirror.run(List.of("ALTER TABLE log DETACH PARTITION log_high"));
            mirror.assertMirrors();
            mirror.run(List.of(
                    "ALTER TABLE log ATTACH PARTITION log_low FOR VALUES FROM (0) TO (100)",
                    "DELETE FROM log WHERE id = 1",
                    "DELETE FROM log_high WHERE id = 101"));
            mirror.assertMirrors();
        }
    }
}
