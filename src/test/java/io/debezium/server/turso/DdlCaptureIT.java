package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The event triggers in the source stand in nobody's way, and nobody but them is believed. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DdlCaptureIT {

    @Test
    void aUserWithoutRightsChangesTablesButForgesNothing(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres, Map.of(), "CREATE TABLE menu (id int PRIMARY KEY)", "INSERT INTO menu VALUES (1)")) {
            String user = "plain_" + mirror.database().name();
            mirror.database().createRole(user, "secret");
            mirror.database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + user);
            try (Connection connection = connect(mirror.database(), user);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE own (id int PRIMARY KEY, a text)");
                statement.execute("CREATE SEQUENCE number START 2");
                statement.execute("INSERT INTO own VALUES (1, 'x')");
                statement.execute("ALTER TABLE own ALTER a TYPE int USING 7");
                assertRefused(statement, "SELECT value FROM turso_ddl.secret");
                assertRefused(statement, "SELECT turso_ddl.emit('{}')");
                forge(mirror.database(), statement);
            }
            mirror.assertMirrors();
            mirror.database().execute("DROP OWNED BY " + user);
            mirror.database().dropRole(user);
            mirror.assertMirrors();
        }
    }

    /** A drop with a wrong proof, and a genuine one of an earlier transaction said again, each in a transaction and outside. */
    private static void forge(Database database, Statement statement) throws SQLException {
        Object oid = database.query("SELECT 'menu'::regclass::oid").getFirst().getFirst();
        String content = "{\"event\": \"drop\", \"oid\": " + oid + ", \"schema\": \"public\", \"name\": \"menu\"}";
        String genuine = "(SELECT encode(sha256(convert_to(s.value || encode(sha256(convert_to(s.value || '3 " + content
                + "', 'UTF8')), 'hex'), 'UTF8')), 'hex') FROM turso_ddl.secret s)";
        Object proof = database.query("SELECT " + genuine).getFirst().getFirst();
        for (String message : List.of("0".repeat(64) + content, content, proof + content, "", "{}")) {
            for (boolean transactional : new boolean[] {true, false}) {
                statement.execute("BEGIN");
                statement.execute("INSERT INTO own VALUES (nextval('number'), 1)");
                statement.execute(
                        "SELECT pg_logical_emit_message(" + transactional + ", 'turso_ddl', '" + message + "')");
                statement.execute("INSERT INTO own VALUES (nextval('number'), 2)");
                statement.execute("COMMIT");
            }
        }
    }

    @Test
    void anErrorInTheTriggerLetsTheStatementPassAndIsTold(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), "CREATE TABLE menu (id int PRIMARY KEY)")) {
            String broken =
                    "CREATE OR REPLACE FUNCTION turso_ddl.definition(relation oid) RETURNS jsonb LANGUAGE plpgsql"
                            + " AS 'BEGIN RAISE EXCEPTION ''out of order''; END'";
            mirror.run(List.of(broken, "ALTER TABLE menu ADD COLUMN name text", "INSERT INTO menu VALUES (1, 'Pho')"));
            mirror.assertMirrors();
            mirror.run(List.of("DROP MATERIALIZED VIEW turso_ddl.secret CASCADE", "CREATE TABLE third (a text)"));
            mirror.run(List.of("INSERT INTO third VALUES ('x')"));
            mirror.assertMirrors();
        }
    }

    @Test
    void settingsOfASessionDoNotBreakItsStatements(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres, Map.of(), "CREATE TABLE menu (id int PRIMARY KEY)", "INSERT INTO menu VALUES (1)")) {
            mirror.run(List.of(
                    "SET turso_ddl.rewritten = 'x'",
                    "SET turso_ddl.partitions = 'x'",
                    "ALTER TABLE menu ADD COLUMN name text",
                    "INSERT INTO menu VALUES (2, 'Pho')"));
            mirror.assertMirrors();
        }
    }

    @Test
    void itIsRemovedWithoutATraceAndComesBackByItself(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror =
                LiveMirror.start(postgres, Map.of(), "CREATE TABLE menu (id int PRIMARY KEY, a text)")) {
            mirror.await();
            mirror.run(List.of("DROP SCHEMA turso_ddl CASCADE"));
            assertThat(mirror.database().query("SELECT evtname FROM pg_event_trigger"))
                    .isEmpty();
            mirror.run(List.of("CREATE TABLE later (id int PRIMARY KEY)", "INSERT INTO later VALUES (1)"));
            mirror.assertMirrors();
            mirror.restartSink(Map.of());
            mirror.run(List.of("ALTER TABLE menu RENAME COLUMN a TO b", "DROP TABLE later"));
            mirror.assertMirrors();
        }
    }

    private static void assertRefused(Statement statement, String sql) {
        assertThatThrownBy(() -> statement.execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private static Connection connect(Database database, String user) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), user, "secret");
    }
}
