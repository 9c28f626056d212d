package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The event triggers are there, and still could not tell of a change. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DoubtfulSchemaIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final String BROKEN =
            "CREATE OR REPLACE FUNCTION turso_ddl.definition(relation oid) RETURNS jsonb LANGUAGE plpgsql"
                    + " AS 'BEGIN RAISE EXCEPTION ''out of order''; END'";
    private static final String[] TABLES = {
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE TABLE person (id int PRIMARY KEY, moods mood[], name text)",
        "INSERT INTO person VALUES (1, '{sad}', 'Ann'), (2, '{glad}', 'Bob')",
        "CREATE TABLE menu (id int PRIMARY KEY, name text)",
        "INSERT INTO menu VALUES (1, 'Pho')"
    };

    @Test
    void rowsAndTheCatalogTellWhatTheTriggersDidNotAlsoAfterARestart(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.run(List.of(
                    BROKEN,
                    "ALTER TABLE person RENAME name TO called",
                    "ALTER TABLE menu RENAME TO card",
                    "ALTER TABLE card ADD price int"));
            mirror.await();
            mirror.restartSink(Map.of());
            mirror.run(List.of(
                    "INSERT INTO person VALUES (3, '{sad}', 'Cid')",
                    "UPDATE card SET price = 7",
                    "INSERT INTO card VALUES (2, 'Tea', 3)"));
            mirror.assertMirrors();
        }
    }

    @Test
    void triggersThatCameLateLeaveEarlierChangesToRowsAndCatalog(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of("debezium.sink.turso.ddl.capture", "off"), TABLES)) {
            mirror.await();
            mirror.run(List.of("ALTER TABLE person RENAME name TO called", "ALTER TABLE menu ADD price int"));
            mirror.restartSink(Map.of("debezium.sink.turso.ddl.capture", "auto"));
            mirror.run(
                    List.of("INSERT INTO person VALUES (3, '{sad}', 'Cid')", "INSERT INTO menu VALUES (2, 'Tea', 3)"));
            mirror.await();
            assertThat(doubtful(mirror)).isEmpty();
            mirror.run(List.of("ALTER TABLE person RENAME called TO name", "ALTER TABLE menu DROP COLUMN name"));
            mirror.assertMirrors();
        }
    }

    @Test
    void theDoubtAboutATableEndsWithARowThatShowsNothingNew(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of("debezium.sink.turso.ddl.capture", "off"), TABLES)) {
            mirror.await();
            mirror.run(List.of("CREATE INDEX menu_name ON menu (name)"));
            mirror.restartSink(Map.of("debezium.sink.turso.ddl.capture", "auto"));
            mirror.run(List.of("INSERT INTO menu VALUES (2, 'Tea')"));
            mirror.await();
            assertThat(doubtful(mirror)).isEqualTo(List.of(List.of("person")));
            mirror.assertMirrors();
        }
    }

    private static List<?> doubtful(LiveMirror mirror) throws Exception {
        return mirror.turso().query("SELECT table_name FROM _cdc_schema WHERE definition ->> 'doubtful'");
    }

    @Test
    void anotherSecretOfTheTriggersIsFound(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.run(List.of(
                    "REFRESH MATERIALIZED VIEW turso_ddl.secret",
                    "ALTER TABLE person RENAME name TO called",
                    "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'"));
            mirror.assertMirrors();
            mirror.run(List.of(
                    "BEGIN",
                    "REFRESH MATERIALIZED VIEW turso_ddl.secret",
                    "ALTER TABLE menu DROP COLUMN name",
                    "REFRESH MATERIALIZED VIEW turso_ddl.secret",
                    "COMMIT"));
            assertThat(mirror.engine().awaitFailure(90)).contains("secret", AGAIN);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    @Test
    void messagesOfTriggersThatWereReplacedMeanwhileAreNotTakenForForged(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            mirror.stopSink();
            mirror.run(List.of(
                    "ALTER TABLE menu ADD price int",
                    "INSERT INTO menu VALUES (2, 'Tea', 3)",
                    "DROP SCHEMA turso_ddl CASCADE",
                    "ALTER TABLE menu DROP COLUMN name"));
            mirror.startSink();
            mirror.run(List.of("INSERT INTO menu VALUES (3, 4)", "UPDATE person SET name = 'Al' WHERE id = 1"));
            mirror.assertMirrors();
            mirror.stopSink();
            mirror.run(List.of("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "DROP SCHEMA turso_ddl CASCADE"));
            Object position = mirror.position();
            mirror.startSink();
            assertThat(mirror.engine().awaitFailure(90)).contains("triggers", AGAIN, "position does not move");
            mirror.restartSink(Map.of());
            assertThat(mirror.engine().awaitFailure(90)).contains("triggers", AGAIN, "position does not move");
            assertThat(mirror.position()).isEqualTo(position);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.run(List.of("ALTER TYPE mood RENAME VALUE 'blue' TO 'low'"));
            mirror.assertMirrors();
        }
    }

    @Test
    void rowsThatARepeatableReadTransactionDoesNotSeeAreNotLost(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            inAnEarlierSnapshot(mirror, "ALTER TABLE person ALTER name TYPE varchar(9) USING upper(name)");
            mirror.assertMirrors();
            Object position = inAnEarlierSnapshot(mirror, "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'");
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("REPEATABLE READ", "person", AGAIN, "position does not move");
            assertThat(mirror.position()).isEqualTo(position);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    @Test
    void columnsAsARepeatableReadTransactionSeesThemAreNotTakenForThoseOfNow(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES);
                Connection connection = mirror.database().connect();
                Statement statement = connection.createStatement()) {
            mirror.await();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT 1");
            mirror.run(List.of(
                    "ALTER TABLE menu RENAME name TO dish",
                    "CREATE INDEX menu_dish ON menu (dish)",
                    "ALTER TABLE person RENAME name TO called"));
            statement.execute("ALTER TABLE menu ADD price int");
            connection.commit();
            mirror.await();
            assertThat(mirror.turso().query("SELECT dish FROM menu")).isEqualTo(List.of(List.of("Pho")));
            mirror.run(List.of("UPDATE menu SET price = 7", "UPDATE person SET called = 'Al' WHERE id = 1"));
            mirror.assertMirrors();
        }
    }

    @Test
    void whatTheMirrorDoesNotHaveRaisesNoDoubt(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            inAnEarlierSnapshot(
                    mirror,
                    "CREATE TEMP TABLE copied AS SELECT * FROM person; CREATE VIEW names AS SELECT name FROM person;"
                            + " CREATE SEQUENCE numbers; CREATE MATERIALIZED VIEW all_names AS SELECT name FROM person;"
                            + " REFRESH MATERIALIZED VIEW all_names");
            mirror.await();
            assertThat(doubtful(mirror)).isEmpty();
            mirror.assertMirrors();
        }
    }

    @Test
    void aDoubtIsOfTheTablesThatTheStatementConcerns(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.await();
            inAnEarlierSnapshot(
                    mirror,
                    "CREATE TABLE fresh (id int PRIMARY KEY, mood mood); INSERT INTO fresh VALUES (1, 'sad');"
                            + " SAVEPOINT s; ALTER TABLE fresh ADD n int; CREATE INDEX by_n ON fresh (n);"
                            + " CREATE TABLE copied AS SELECT 1 AS a; ALTER TABLE copied ADD b int");
            mirror.assertMirrors();
            assertThat(doubtful(mirror)).isEmpty();
            inAnEarlierSnapshot(mirror, "ALTER TABLE menu ADD price int; CREATE INDEX by_price ON menu (price)");
            mirror.await();
            assertThat(doubtful(mirror)).isEqualTo(List.of(List.of("menu")));
            mirror.run(List.of("UPDATE menu SET price = 3"));
            mirror.assertMirrors();
            assertThat(doubtful(mirror)).isEmpty();
        }
    }

    @Test
    void ofAPartitionItIsOfTheTableWhoseNameItsRowsHave(PostgresServer postgres) throws Exception {
        for (boolean root : new boolean[] {true, false}) {
            try (LiveMirror mirror = LiveMirror.start(
                    postgres, Map.of("debezium.source.publish.via.partition.root", String.valueOf(root)), TABLES)) {
                mirror.run(List.of(
                        "CREATE TABLE log (id int PRIMARY KEY, v varchar(9)) PARTITION BY RANGE (id)",
                        "CREATE TABLE low PARTITION OF log FOR VALUES FROM (0) TO (10)",
                        "INSERT INTO log VALUES (1, 'a')"));
                mirror.await();
                inAnEarlierSnapshot(mirror, "ALTER TABLE low ALTER v SET NOT NULL; CREATE INDEX by_v ON low (v)");
                mirror.await();
                String table = root ? "log" : "low";
                assertThat(doubtful(mirror)).isEqualTo(List.of(List.of(table)));
                mirror.run(List.of("INSERT INTO log VALUES (2, 'b')"));
                mirror.await();
                assertThat(doubtful(mirror)).isEmpty();
                assertThat(mirror.turso().query("SELECT id, v FROM " + table + " ORDER BY id"))
                        .hasToString("[[1, a], [2, b]]");
            }
        }
    }

    @Test
    void theDoubtAboutATableWhoseTypeWasRenamedEnds(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                Map.of(),
                "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                "CREATE TABLE pair (id int PRIMARY KEY, n int)",
                "CREATE TABLE person (id int PRIMARY KEY, moods mood[], name text, mood mood, pair pair)",
                "INSERT INTO person VALUES (1, '{sad}', 'Ann', 'sad', NULL), (2, '{}', 'Bob', NULL, NULL)")) {
            mirror.await();
            mirror.run(List.of("ALTER TYPE mood RENAME TO feeling", "ALTER TABLE pair RENAME TO couple"));
            inAnEarlierSnapshot(mirror, "ALTER TABLE person ALTER name SET DEFAULT 'x'");
            mirror.await();
            assertThat(doubtful(mirror)).isEqualTo(List.of(List.of("person")));
            mirror.run(List.of("INSERT INTO person VALUES (7, '{sad}', 'Cid', 'glad', (1, 2))"));
            mirror.assertMirrors();
            assertThat(doubtful(mirror)).isEmpty();
        }
    }

    /** Runs a statement in a transaction that has begun before others committed; the position after those. */
    private static Object inAnEarlierSnapshot(LiveMirror mirror, String change) throws Exception {
        try (Connection connection = mirror.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT 1");
            mirror.database()
                    .transaction(
                            "INSERT INTO person SELECT max(id) + 1, '{sad}', 'new' FROM person",
                            "UPDATE person SET name = name || '!' WHERE id = 1",
                            "DELETE FROM person WHERE id = 2");
            mirror.await();
            Object position = mirror.position();
            statement.execute(change);
            connection.commit();
            return position;
        }
    }

    @Test
    void aTimeoutInTheTriggersLetsTheStatementPassAndIsTold(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES);
                Connection writer = mirror.database().connect();
                Statement write = writer.createStatement()) {
            mirror.await();
            writer.setAutoCommit(false);
            write.execute("INSERT INTO person VALUES (3, '{sad}', 'Cid')");
            mirror.run(List.of("SET statement_timeout = '2s'", "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'"));
            writer.commit();
            assertThat(mirror.database().query("SELECT DISTINCT moods::text FROM person WHERE id <> 2"))
                    .isEqualTo(List.of(List.of("{blue}")));
            assertThat(mirror.engine().awaitFailure(90)).contains("statement timeout", AGAIN);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.assertMirrors();
        }
    }
}
