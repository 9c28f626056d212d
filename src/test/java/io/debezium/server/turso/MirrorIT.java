package io.debezium.server.turso;

import java.time.Duration;
import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.MirrorSettings;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Postgres appears in Turso: the whole way, in the servers as users run them, judged by whole-table comparison. */
@ExtendWith(Bench.class)
class MirrorIT {
    private static final Duration PATIENCE = Waiting.PATIENCE;

    private static final String[] TABLES = {
        "CREATE TABLE menu (id serial PRIMARY KEY, name text NOT NULL, price numeric(10,2), note text)",
        "INSERT INTO menu (name, price) VALUES ('Pho', 8.50), ('Bánh mì', 4.25)",
        "CREATE TABLE log (message text, level int)",
        "ALTER TABLE log REPLICA IDENTITY FULL",
        "INSERT INTO log VALUES ('twice', 1), ('twice', 1), (NULL, NULL)",
        "CREATE TABLE seats (person int NOT NULL, taken boolean)",
        "CREATE UNIQUE INDEX ON seats (person) WHERE taken",
        "ALTER TABLE seats REPLICA IDENTITY FULL",
        "INSERT INTO seats VALUES (1, true), (1, false), (1, false), (2, false)",
        "CREATE TABLE coded (code int NOT NULL UNIQUE, n int)",
        "ALTER TABLE coded REPLICA IDENTITY USING INDEX coded_code_key",
        "INSERT INTO coded VALUES (1, 1), (2, 2)",
        "CREATE SCHEMA sales",
        "CREATE TABLE sales.\"Order's Items\" (\"select\" int, \"größe\" text, k bigint, made timestamptz,"
                + " raw bytea, flag boolean, ratio double precision, PRIMARY KEY (k, \"größe\"))",
    };

    private static final String[] CHANGES = {
        "INSERT INTO menu (name, price, note) SELECT 'dish ' || g, g / 4.0, repeat('n', 10) FROM generate_series(1, 500) g",
        "UPDATE menu SET price = price + 1 WHERE id % 2 = 0",
        "DELETE FROM menu WHERE id % 5 = 0",
        "UPDATE menu SET id = id + 100000 WHERE id < 4",
        "INSERT INTO seats VALUES (2, true), (2, false), (3, false)",
        "UPDATE seats SET person = 4 WHERE person = 2 AND NOT taken",
        "DELETE FROM seats WHERE person = 1 AND taken",
        "UPDATE coded SET code = code + 1000 WHERE n = 2",
        "DELETE FROM coded WHERE code = 1",
        "INSERT INTO log SELECT 'many', g % 3 FROM generate_series(1, 30) g",
        "DELETE FROM log WHERE level = 1",
        "UPDATE log SET message = 'it''s \"quoted\"' WHERE level = 2",
        "INSERT INTO sales.\"Order's Items\" SELECT g, 'XL', g, '2024-02-29 10:34:56.123456+02', '\\x00ff', g % 2 = 0,"
                + " 0.1 * g FROM generate_series(1, 20) g",
        "UPDATE sales.\"Order's Items\" SET \"größe\" = 'S' WHERE k < 5",
        "ALTER TABLE menu ADD COLUMN hot boolean NOT NULL DEFAULT true",
        "INSERT INTO menu (name) VALUES ('after the change')",
    };

    @Test
    void theStockDistributionMirrorsWithNothingButTheJar(Database database, TursoServer turso) throws Exception {
        database.execute(TABLES);
        try (ServerProcess server = ServerProcess.stock(settings(database, turso))) {
            mirrorsSnapshotAndChanges(database, turso, server);
        }
    }

    @Test
    void theLeanServerMirrors(Database database, TursoServer turso) throws Exception {
        database.execute(TABLES);
        try (ServerProcess server = ServerProcess.lean(settings(database, turso))) {
            mirrorsSnapshotAndChanges(database, turso, server);
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenTheServerIsKilledWhileStreaming(Database database, TursoServer turso)
            throws Exception {
        database.execute("CREATE TABLE log (message text, n int)", "CREATE TABLE t (id int PRIMARY KEY, n int)");
        try (ServerProcess server = ServerProcess.lean(settings(database, turso))) {
            server.awaitLog("Mirroring into", PATIENCE);
            for (int round = 1; round <= 40; round++) {
                database.transaction(
                        "INSERT INTO log SELECT 'r', " + round + " FROM generate_series(1, 50)",
                        "INSERT INTO t SELECT " + round + " * 100 + g, g FROM generate_series(1, 50) g",
                        "UPDATE t SET id = -id WHERE n = 7 AND id > 0");
                if (round % 13 == 0) {
                    awaitRows(turso, round);
                    database.execute("INSERT INTO log SELECT 'big', g FROM generate_series(1, 20000) g");
                    server.kill9();
                    server.resume();
                }
            }
            Oracle.awaitMirror(database, turso, PATIENCE);
        }
    }

    @Test
    void theSinkWaitsForTursoAndSaysSoOnce(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)", "INSERT INTO t VALUES (1, 1)");
        try (ServerProcess server = ServerProcess.lean(settings(database, turso))) {
            Oracle.awaitMirror(database, turso, PATIENCE);
            turso.kill9();
            database.execute("INSERT INTO t SELECT g, g FROM generate_series(2, 3000) g");
            server.awaitLog("Retrying", PATIENCE);
            turso.resume();
            Oracle.awaitMirror(database, turso, PATIENCE);
            server.awaitLog("works again", PATIENCE);
            assertThat(server.log().split("Retrying", -1)).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void aServerThatIsTakenOverEndsWithAFailure(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (ServerProcess server = ServerProcess.stock(settings(database, turso))) {
            Oracle.awaitMirror(database, turso, PATIENCE);
            turso.execute("UPDATE _cdc_position SET writer = 'another'");
            database.execute("INSERT INTO t VALUES (2)");
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.log()).contains("Another sink has taken over the mirror");
            turso.execute("DELETE FROM _cdc_source");
            server.resume();
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
        }
    }

    @Test
    void aUserWithNoMoreThanTheRightsItNeedsMirrors(Database database, TursoServer turso) throws Exception {
        String user = "mirror_" + database.name();
        database.createRole(user, "password");
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "INSERT INTO t VALUES (1)",
                "CREATE SCHEMA private",
                "CREATE TABLE private.p (id int PRIMARY KEY)",
                "CREATE PUBLICATION " + database.name() + " FOR TABLE t WITH (publish_via_partition_root = true)",
                "ALTER ROLE " + user + " REPLICATION",
                "GRANT SELECT ON t TO " + user);
        Map<String, String> settings = settings(database, turso);
        settings.put("debezium.source.database.user", user);
        settings.put("debezium.source.database.password", "password");
        settings.put("debezium.source.publication.name", database.name());
        settings.put("debezium.source.publication.autocreate.mode", "disabled");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.log()).contains("may not read table private.p", "GRANT SELECT");
        }
        settings.put("debezium.source.table.include.list", "public.t");
        try (ServerProcess server = ServerProcess.lean(settings)) {
            server.awaitLog("Mirroring into", PATIENCE);
            Waiting.until(
                    "the row",
                    PATIENCE,
                    () -> turso.query("SELECT name FROM sqlite_schema WHERE name = 't'")
                                    .size()
                            == 1);
            database.execute("INSERT INTO t VALUES (2)");
            Waiting.until(
                    "both rows", PATIENCE, () -> turso.query("SELECT id FROM t").size() == 2);
        }
    }

    @Test
    void everyProblemOfTheConfigurationIsToldAtOnceWithoutTheToken(Database database, TursoServer turso)
            throws Exception {
        Map<String, String> settings = settings(database, turso);
        settings.put("debezium.sink.turso.url", "ftp://nowhere");
        settings.put("debezium.sink.turso.numeric.mod", "exact");
        settings.put("debezium.source.provide.transaction.metadata", "false");
        try (ServerProcess server = ServerProcess.stock(settings)) {
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.log())
                    .contains("debezium.sink.turso.url", "numeric.mod", "provide.transaction.metadata")
                    .doesNotContain(turso.token().orElse(CanaryToken.VALUE));
        }
    }

    @Test
    void aSourceThatCannotBeMirroredEndsTheServerWithASentence(Database database, TursoServer turso) throws Exception {
        database.createRole("mirror_" + database.name(), "right-password");
        Map<String, String> settings = settings(database, turso);
        settings.put("debezium.source.database.user", "mirror_" + database.name());
        settings.put("debezium.source.database.password", "wrong-password");
        try (ServerProcess server = ServerProcess.stock(settings)) {
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.log())
                    .contains("refuses the password of user mirror_", "debezium.source.database.password")
                    .doesNotContain("wrong-password", "\tat ");
        }
        settings.put("debezium.source.database.password", "right-password");
        try (ServerProcess server = ServerProcess.stock(settings)) {
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.log())
                    .contains("ALTER ROLE", "CREATE PUBLICATION")
                    .doesNotContain("\tat ");
        }
    }

    private static void mirrorsSnapshotAndChanges(Database database, TursoServer turso, ServerProcess server)
            throws Exception {
        server.awaitLog("Starting streaming", PATIENCE);
        database.execute("INSERT INTO sales.\"Order's Items\" VALUES (0, 'first', 0)");
        Oracle.awaitMirror(database, turso, PATIENCE);
        database.transaction(CHANGES);
        database.execute("TRUNCATE log", "INSERT INTO log VALUES ('left', 0)");
        Oracle.awaitMirror(database, turso, PATIENCE);
        assertThat(server.log()).doesNotContain(" ERROR ");
    }

    private static void awaitRows(TursoServer turso, int round) throws Exception {
        Waiting.until(
                "round " + (round - 2) + " to arrive",
                PATIENCE,
                () -> !turso.query("SELECT name FROM sqlite_master WHERE name = 't'")
                                .isEmpty()
                        && !turso.query("SELECT 1 FROM t WHERE id > " + (round - 2) * 100)
                                .isEmpty());
    }

    private static Map<String, String> settings(Database database, TursoServer turso) {
        return MirrorSettings.of(database, turso);
    }
}
