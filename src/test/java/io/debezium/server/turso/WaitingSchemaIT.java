package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A schema change waits for one of another session, which it finds done when it goes on: it tells of its own alone. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WaitingSchemaIT {
    /** Tables without a key, since rows of others would be put over themselves. */
    private static final String PARTITIONED = """
            CREATE TABLE $t (id int, n int) PARTITION BY RANGE (id);
            CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (10);
            CREATE TABLE $t_mid (id int, n int);
            CREATE TABLE $t_high (id int, n int);
            ALTER TABLE $t REPLICA IDENTITY FULL;
            ALTER TABLE $t_low REPLICA IDENTITY FULL;
            ALTER TABLE $t_mid REPLICA IDENTITY FULL;
            ALTER TABLE $t_high REPLICA IDENTITY FULL;
            SELECT turso_ddl.tell_truncates('$t');
            INSERT INTO $t VALUES (1, 1), (1, 1);
            INSERT INTO $t_mid VALUES (11, 1), (11, 1);
            INSERT INTO $t_high VALUES (21, 1), (21, 1)""";

    private static final String GENERATED = """
            CREATE TABLE $t (id int PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a * 2) STORED, \
            h int GENERATED ALWAYS AS (a * 3) STORED);
            INSERT INTO $t VALUES (1, 1)""";
    private static final String IDENTIFIED = """
            CREATE TABLE $t (id int NOT NULL, a int NOT NULL);
            CREATE UNIQUE INDEX $t_id ON $t (id);
            CREATE UNIQUE INDEX $t_a ON $t (a);
            ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_id;
            INSERT INTO $t VALUES (1, 1)""";
    private static final String KEYED = """
            CREATE TABLE $t (id int PRIMARY KEY, a int);
            INSERT INTO $t VALUES (1, 1)""";
    private static final String LABELLED = """
            CREATE TYPE $t_mood AS ENUM ('sad', 'ok');
            CREATE TYPE $t_pair AS (a int, b int);
            CREATE TABLE $t (id int PRIMARY KEY, mood $t_mood, pair $t_pair);
            INSERT INTO $t VALUES (1, 'sad', (1, 2)), (2, 'ok', (3, 4))""";
    private static final String APART = """
            CREATE SCHEMA $t_apart;
            CREATE TABLE $t (id int, n int) PARTITION BY RANGE (id);
            ALTER TABLE $t REPLICA IDENTITY FULL;
            CREATE TABLE $t_apart.t (id int PRIMARY KEY, n int) PARTITION BY RANGE (id);
            CREATE TABLE $t_apart.low PARTITION OF $t_apart.t FOR VALUES FROM (0) TO (10);
            SELECT turso_ddl.tell_truncates('$t_apart.t');
            INSERT INTO $t_apart.t VALUES (1, 1)""";
    private static final Map<String, String> TABLES = Map.of(
            "partitioned",
            PARTITIONED,
            "generated",
            GENERATED,
            "identified",
            IDENTIFIED,
            "keyed",
            KEYED,
            "labelled",
            LABELLED,
            "apart",
            APART);

    private static LiveMirror mirror;
    private static int tables;

    @BeforeAll
    static void start(PostgresServer postgres) throws Exception {
        mirror = LiveMirror.start(postgres, Map.of());
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
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)"
                        + "|ALTER TABLE $t ATTACH PARTITION $t_high FOR VALUES FROM (20) TO (30)",
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)"
                        + "|ALTER TABLE $t DETACH PARTITION $t_low",
                "partitioned|ALTER TABLE $t DETACH PARTITION $t_low|ALTER TABLE $t ADD x int DEFAULT 4",
                "partitioned|ALTER TABLE $t DETACH PARTITION $t_low"
                        + "|ALTER TABLE $t ATTACH PARTITION $t_low FOR VALUES FROM (0) TO (5)",
                "partitioned|ALTER TABLE $t DETACH PARTITION $t_low|TRUNCATE $t_low",
                "partitioned|TRUNCATE $t_low|ALTER TABLE $t DETACH PARTITION $t_low",
                "partitioned|INSERT INTO $t VALUES (2, 2), (3, 3)|TRUNCATE $t_low",
                "generated|ALTER TABLE $t ALTER g DROP EXPRESSION; UPDATE $t SET g = 77"
                        + "|ALTER TABLE $t ALTER h DROP EXPRESSION; UPDATE $t SET h = 78",
                "identified|ALTER TABLE $t REPLICA IDENTITY USING INDEX $t_a|DROP INDEX $t_a",
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)"
                        + "|ALTER TABLE $t DETACH PARTITION $t_mid",
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)|DROP TABLE $t_mid",
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)"
                        + "|ALTER TABLE $t DETACH PARTITION $t_mid CONCURRENTLY",
                "partitioned|ALTER TABLE $t DETACH PARTITION $t_low; "
                        + "ALTER TABLE $t ATTACH PARTITION $t_low FOR VALUES FROM (0) TO (11)"
                        + "|ALTER TABLE $t DETACH PARTITION $t_low",
                "partitioned|CREATE TABLE $t_top PARTITION OF $t FOR VALUES FROM (30) TO (40); INSERT INTO $t VALUES (31, 1)"
                        + "|ALTER TABLE $t DETACH PARTITION $t_top",
                "partitioned|ALTER TABLE $t DETACH PARTITION $t_low; ALTER TABLE $t_low RENAME TO $t_old; "
                        + "CREATE TABLE $t_low PARTITION OF $t FOR VALUES FROM (0) TO (10); INSERT INTO $t VALUES (2, 2)"
                        + "|DROP TABLE $t_low",
                "partitioned|LOCK TABLE $t_mid; CREATE TABLE $t_top PARTITION OF $t FOR VALUES FROM (30) TO (40); "
                        + "INSERT INTO $t VALUES (31, 1)|DROP TABLE $t_mid, $t_top",
                "partitioned|LOCK TABLE $t_mid; CREATE SCHEMA $t_s CREATE TABLE e PARTITION OF public.$t DEFAULT; "
                        + "INSERT INTO $t VALUES (31, 1)|DROP TABLE $t_mid, $t_s.e",
                "partitioned|ALTER TABLE $t_mid RENAME TO $t_old; ALTER TABLE $t RENAME TO $t_mid; "
                        + "INSERT INTO $t_mid VALUES (2, 2)|ALTER TABLE $t_mid RENAME TO $t; INSERT INTO $t_low VALUES (3, 3)",
                "keyed|ALTER TABLE $t RENAME TO $t_old; CREATE TABLE $t (id int PRIMARY KEY, n int, "
                        + "d int GENERATED ALWAYS AS (n * 2) STORED); INSERT INTO $t VALUES (1, 5)"
                        + "|ALTER TABLE $t ALTER d DROP EXPRESSION",
                "apart|CREATE TABLE $t_apart.p PARTITION OF $t DEFAULT; "
                        + "ALTER TABLE $t_apart.p REPLICA IDENTITY FULL; INSERT INTO $t VALUES (1, 1)"
                        + "|DROP SCHEMA $t_apart CASCADE",
                "apart|INSERT INTO $t_apart.t VALUES (7, 7)|ALTER SCHEMA $t_apart RENAME TO $t_off",
                "apart|INSERT INTO $t_apart.low VALUES (7, 7)|ALTER SCHEMA $t_apart RENAME TO $t_off",
                "apart|CREATE INDEX late ON $t_apart.t (n)|ALTER SCHEMA $t_apart RENAME TO $t_off",
                "apart|COMMENT ON TABLE $t_apart.t IS 'told'|ALTER SCHEMA $t_apart RENAME TO $t_off",
                "apart|TRUNCATE $t_apart.low|ALTER SCHEMA $t_apart RENAME TO $t_off",
                "labelled|ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'blue'"
                        + "|ALTER TYPE $t_mood RENAME VALUE 'blue' TO 'low'",
                "labelled|ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'blue'"
                        + "|ALTER TYPE $t_mood RENAME VALUE 'blue' TO 'sad'",
                "labelled|ALTER TYPE $t_pair ADD ATTRIBUTE c int|ALTER TYPE $t_pair DROP ATTRIBUTE c",
                "generated|ALTER TABLE $t ADD i int GENERATED ALWAYS AS (a * 4) STORED"
                        + "|ALTER TABLE $t ALTER i DROP EXPRESSION",
                "keyed|ALTER TABLE $t RENAME TO $t_old; CREATE TABLE $t (id int PRIMARY KEY, z text)"
                        + "|ALTER TABLE $t ADD q int DEFAULT 7",
                "keyed|DROP TABLE $t; CREATE TABLE $t (id text PRIMARY KEY)|ALTER TABLE $t ADD q int DEFAULT 7"
            })
    void whatOthersHaveDoneMeanwhileIsToldOnce(String kind, String others, String own) throws Exception {
        String name = "t" + tables++;
        mirror.run(statements(TABLES.getOrDefault(kind, ""), name));
        waitFor(mirror, statements(others, name), statements(own, name));
        mirror.assertMirrors();
    }

    /** Which does not see what it has undone, nor what others have told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitioned|ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)|DROP TABLE $t_mid",
                "labelled|ALTER TYPE $t_mood RENAME VALUE 'sad' TO 'blue'"
                        + "|ALTER TYPE $t_mood RENAME VALUE 'blue' TO 'low'"
            })
    void aSnapshotThatIsTooOldStopsTheSink(String kind, String others, String own, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of())) {
            mirror.run(statements(TABLES.getOrDefault(kind, ""), "t"));
            List<String> late = new ArrayList<>(List.of("BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1"));
            late.addAll(statements(own, "t"));
            late.add("COMMIT");
            waitFor(mirror, statements(others, "t"), late);
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("the snapshot of this transaction is older", "position does not move", "snapshot.again");
        }
    }

    private static void waitFor(LiveMirror mirror, List<String> others, List<String> own) throws Exception {
        try (Connection first = mirror.database().connect();
                Connection second = mirror.database().connect()) {
            first.setAutoCommit(false);
            execute(first, others);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(second, own));
            Waiting.until("the second to wait", Waiting.PATIENCE, () -> waiting.isDone() || mirror.isBlocked());
            assertThat(waiting).isNotDone();
            first.commit();
            waiting.get();
        }
    }

    /** Postgres keeps the number by which a transaction has told an age for all that it asks later. */
    @Test
    void aTransactionThatHasAskedForAnAgeTellsOfItsOwnChanges() throws Exception {
        String name = "t" + tables++;
        mirror.run(statements(PARTITIONED, name));
        try (Connection first = mirror.database().connect()) {
            first.setAutoCommit(false);
            execute(first, List.of("SELECT age('3'::xid)"));
            mirror.run(statements(
                    "INSERT INTO $t VALUES (2, 2); INSERT INTO $t VALUES (3, 3); INSERT INTO $t VALUES (4, 4)", name));
            execute(first, statements("ALTER TABLE $t ATTACH PARTITION $t_mid FOR VALUES FROM (10) TO (20)", name));
            first.commit();
        }
        mirror.assertMirrors();
    }

    private static List<String> statements(String sql, String table) {
        return List.of(sql.replace("$t", table).split(";\\s+"));
    }

    private static void execute(Connection connection, List<String> sql) {
        try (Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
