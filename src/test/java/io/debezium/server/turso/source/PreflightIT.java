package io.debezium.server.turso.source;

import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Ports;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.config.SourceSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.source.Inspection.assertProblem;
import static io.debezium.server.turso.source.Inspection.inspect;
import static io.debezium.server.turso.source.Inspection.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a user reads when the source is not ready, against a real one in each state. */
@ExtendWith(Bench.class)
class PreflightIT {

    @Test
    void aSourceThatIsReadyIsLeftAlone(Database database) throws Exception {
        database.execute(
                "CREATE TABLE keyed (id int PRIMARY KEY)",
                "CREATE TABLE keyless (n int)",
                "ALTER TABLE keyless REPLICA IDENTITY FULL",
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (9)");
        Findings findings = inspect(database, Map.of("publish.via.partition.root", "false"));
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).isEmpty();
        assertThat(database.query("SELECT pubname FROM pg_publication")).isEmpty();
    }

    @Test
    void theConnectionsProblemsAreSentences(Database database) throws Exception {
        database.createRole("locked_" + database.name(), "right");
        assertRefused(
                database,
                Map.of("database.user", "locked_" + database.name(), "database.password", "wrong"),
                "refuses the password of user locked_");
        assertRefused(database, Map.of("database.dbname", "nowhere"), "has no database nowhere");
        assertRefused(database, Map.of("database.port", "" + Ports.free()), "cannot be reached");
        assertRefused(database, Map.of("database.hostname", "no-such-host.invalid"), "cannot be reached");
    }

    @Test
    void aServerWithoutLogicalWalIsRefused() throws Exception {
        try (PostgresServer server = PostgresServer.start(Map.of("wal_level", "replica"));
                Database database = server.createDatabase()) {
            assertProblem(inspect(database, Map.of()), "wal_level is replica", "ALTER SYSTEM SET wal_level");
        }
    }

    @Test
    void aServerWithoutAFreeSlotIsRefused() throws Exception {
        try (PostgresServer server = PostgresServer.start(Map.of("max_replication_slots", "1"));
                Database database = server.createDatabase()) {
            createSlot(database, "taken");
            assertProblem(inspect(database, Map.of()), "max_replication_slots");
        }
    }

    @Test
    void aUserWithoutRightsIsToldWhichToAskFor(Database database) throws Exception {
        String user = "plain_" + database.name();
        database.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'p'");
        Map<String, String> settings = Map.of("database.user", user, "database.password", "p");
        assertThat(inspect(database, settings).problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("ALTER ROLE " + user + " REPLICATION"))
                .anySatisfy(problem -> assertThat(problem).contains("CREATE PUBLICATION", "as a superuser"));
        database.execute("ALTER ROLE " + user + " REPLICATION", publication(database, "FOR ALL TABLES"));
        assertThat(inspect(database, settings).problems()).isEmpty();
        database.dropRole(user);
    }

    @Test
    void aSlotOfAnotherConsumerIsRefused(Database database, PostgresServer server) throws Exception {
        try (Database other = server.createDatabase()) {
            createSlot(other, "other_" + database.name());
            assertProblem(
                    inspect(database, Map.of("slot.name", "other_" + database.name())),
                    "belongs to another consumer",
                    "debezium.source.slot.name");
        }
    }

    @Test
    void aPublicationThatHoldsChangesBackIsRefused(Database database) throws Exception {
        database.execute(
                "CREATE TABLE a (id int PRIMARY KEY, n int)",
                "CREATE TABLE \"B b\" (id int PRIMARY KEY)",
                publication(database, "FOR TABLE a WHERE (id > 0) WITH (publish = 'insert, update, delete')"));
        assertThat(inspect(database, Map.of()).problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("does not publish truncate"))
                .anySatisfy(problem -> assertThat(problem).contains("ADD TABLE \"public\".\"B b\""))
                .anySatisfy(problem -> assertThat(problem).contains("leaves out rows or columns of \"public\".\"a\""));
        assertThat(inspect(database, Map.of("table.include.list", "public.a", "skipped.operations", "t"))
                        .problems())
                .hasSize(1);
    }

    @Test
    void aUserFromWhomRowsAreHiddenIsRefused(Database database) throws Exception {
        String user = "weak_" + database.name();
        database.execute(
                "CREATE TABLE secret (id int PRIMARY KEY)",
                "INSERT INTO secret VALUES (1), (2)",
                "CREATE POLICY first ON secret USING (id = 1)",
                "ALTER TABLE secret ENABLE ROW LEVEL SECURITY",
                "CREATE TABLE open (id int PRIMARY KEY)",
                "CREATE ROLE " + user + " LOGIN REPLICATION PASSWORD 'p'",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + user,
                publication(database, "FOR ALL TABLES"));
        Map<String, String> settings = Map.of("database.user", user, "database.password", "p");
        assertProblem(
                inspect(database, settings), "public.secret from user " + user, "ALTER ROLE " + user + " BYPASSRLS");
        assertThat(inspect(database, Map.of()).problems()).isEmpty();
        try (SourceDatabase source = SourceDatabases.open(
                database,
                "database.user",
                user,
                "database.password",
                "p",
                "driver.options",
                SourceSetting.standard("driver.options"))) {
            assertThatThrownBy(() -> source.query("SELECT id FROM secret", row -> row.getInt(1)))
                    .hasMessageContaining("row-level security");
        }
        database.execute("ALTER TABLE secret OWNER TO " + user);
        assertThat(inspect(database, settings).problems()).isEmpty();
        database.execute("ALTER TABLE secret FORCE ROW LEVEL SECURITY");
        assertProblem(inspect(database, settings), "public.secret from user " + user);
        database.execute("ALTER ROLE " + user + " BYPASSRLS");
        assertThat(inspect(database, settings).problems()).isEmpty();
        database.execute("DROP OWNED BY " + user);
        database.dropRole(user);
    }

    private static void assertRefused(Database database, Map<String, String> settings, String words) {
        assertThatThrownBy(() -> inspect(database, settings))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("wrong");
    }

    private static void createSlot(Database database, String name) throws Exception {
        database.query("SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    }
}
