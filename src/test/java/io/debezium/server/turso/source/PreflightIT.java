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
        database.execute("DROP ROLE " + user);
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
    void aPublicationOfPartitionsThroughTheirRootIsWhole(Database database) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (9)",
                publication(database, "FOR TABLE split WITH (publish_via_partition_root)"));
        Findings findings = inspect(database, Map.of());
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("TRUNCATE of one partition of public.split,", "publish.via.partition.root=false"));
    }

    @Test
    void tablesThatCannotBeFollowedAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE keyless (n int)",
                "CREATE TABLE nothing (id int PRIMARY KEY)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE UNLOGGED TABLE fleeting (id int PRIMARY KEY)",
                "CREATE TABLE other (id int PRIMARY KEY, code int NOT NULL UNIQUE)",
                "ALTER TABLE other REPLICA IDENTITY USING INDEX other_code_key",
                "CREATE TABLE coded (code int NOT NULL UNIQUE, n int)",
                "ALTER TABLE coded REPLICA IDENTITY USING INDEX coded_code_key");
        Findings findings = inspect(database, Map.of());
        assertProblem(findings, "public.other", "REPLICA IDENTITY DEFAULT");
        assertThat(findings.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("public.keyless, public.nothing", "FULL"))
                .anySatisfy(warning -> assertThat(warning).contains("public.fleeting", "UNLOGGED"));
    }

    @Test
    void partitionsThatDoNotTellTheirRowsAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE log (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE log_low PARTITION OF log FOR VALUES FROM (0) TO (100)",
                "ALTER TABLE log_low ADD PRIMARY KEY (id)",
                "CREATE TABLE log_high PARTITION OF log FOR VALUES FROM (100) TO (200)",
                "ALTER TABLE log_high REPLICA IDENTITY FULL");
        assertProblem(
                inspect(database, Map.of()),
                "partitions of public.log",
                "ALTER TABLE \"public\".\"log_low\" REPLICA IDENTITY FULL;");
    }

    @Test
    void tablesOfWhichNothingArrivesAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE bare ()",
                "ALTER TABLE bare REPLICA IDENTITY FULL",
                "CREATE TABLE a (id int PRIMARY KEY)");
        assertThat(inspect(database, Map.of()).warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("No column of public.bare arrives", "table.exclude.list"));
    }

    @Test
    void indexesThatAreLeftOutAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE menu (id int PRIMARY KEY, a text, tags int[])",
                "CREATE INDEX plain ON menu (a); CREATE INDEX live ON menu (a) WHERE tags IS NULL",
                "CREATE INDEX lowered ON menu (lower(a)); CREATE INDEX few ON menu (a) WHERE a = 'b' AND id > 3",
                "CREATE INDEX hashed ON menu (md5(a))",
                "CREATE INDEX part ON menu (a) WHERE a > 'b'",
                "CREATE INDEX tagged ON menu USING gin (tags)");
        assertThat(inspect(database, Map.of()).warnings())
                .hasSize(3)
                .allMatch(
                        warning -> warning.contains("of table public.menu is left out") && warning.contains("by hand"))
                .anyMatch(warning -> warning.contains("Index hashed of") && warning.contains("it calls md5"))
                .anyMatch(warning -> warning.contains("Index part of") && warning.contains("the order of texts"))
                .anyMatch(warning -> warning.contains("Index tagged of") && warning.contains("gin"));
    }

    @Test
    void twoTablesOfOneNameAreRefusedBeforeTheFirstRow(Database database) throws Exception {
        database.execute(
                "CREATE TABLE sales_orders (id int PRIMARY KEY)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.\"Orders\" (id int PRIMARY KEY)");
        assertProblem(inspect(database, Map.of()), "sales.Orders", "public.sales_orders", "collection.name.format");
        assertThat(inspect(database, Map.of("table.exclude.list", "sales.Orders"))
                        .problems())
                .isEmpty();
    }

    @Test
    void tablesThatTheConnectorTakesForOneAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE SCHEMA a; CREATE TABLE a.\"b.c\" (id int PRIMARY KEY)",
                "CREATE SCHEMA \"a.b\"; CREATE TABLE \"a.b\".c (id int PRIMARY KEY)");
        assertThat(inspect(database, Map.of()).problems())
                .anyMatch(problem -> problem.contains("\"a\".\"b.c\"")
                        && problem.contains("\"a.b\".\"c\"")
                        && problem.contains("for one, because of the dots"));
    }

    @Test
    void tablesThatTheConnectorMisreadsAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE \"a''b\" (id int PRIMARY KEY); CREATE TABLE \"a``b\" (id int PRIMARY KEY)",
                "CREATE TABLE \"\"\"a\" (id int PRIMARY KEY); CREATE TABLE \"a\"\"\" (id int PRIMARY KEY)",
                "CREATE SCHEMA \"s\"\"\"; CREATE TABLE \"s\"\"\".a (id int PRIMARY KEY)",
                "CREATE TABLE \"it's \"\" `fine`\" (id int PRIMARY KEY)");
        assertThat(inspect(database, Map.of()).problems())
                .hasSize(5)
                .allMatch(
                        problem -> problem.contains("because of the quotes in its name or its schema's: rename that"));
    }

    @Test
    void aPublicationThatNamesPartitionsOtherwiseThanTheMirrorIsRefused(Database database) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (9)",
                publication(database, "FOR ALL TABLES"));
        assertProblem(inspect(database, Map.of()), "public.split", "SET (publish_via_partition_root = true)", "false");
        assertThat(inspect(database, Map.of("publish.via.partition.root", "false"))
                        .problems())
                .isEmpty();
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
        database.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
    }

    @Test
    void partitionsWhoseChangesAreNotSentAreRefused(Database database) throws Exception {
        database.execute(
                "CREATE TABLE split (id int) PARTITION BY RANGE (id)",
                "ALTER TABLE split REPLICA IDENTITY FULL",
                "CREATE TABLE half PARTITION OF split FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id)",
                "CREATE UNLOGGED TABLE fleeting PARTITION OF half FOR VALUES FROM (0) TO (50)",
                "CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE away PARTITION OF split FOR VALUES FROM (100) TO (200) SERVER elsewhere",
                publication(database, "FOR ALL TABLES WITH (publish_via_partition_root)"));
        Findings findings = inspect(database, Map.of());
        assertThat(findings.problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("partition public.away of public.split is a foreign table", "DETACH PARTITION"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("partition public.fleeting of public.split is UNLOGGED", "SET LOGGED"));
        assertThat(findings.warnings()).noneMatch(warning -> warning.contains("public.fleeting"));
        assertThat(inspect(database, Map.of("table.exclude.list", "public.split,public.fleeting"))
                        .problems())
                .isEmpty();
        database.execute("ALTER TABLE fleeting SET LOGGED", "ALTER TABLE split DETACH PARTITION away");
        assertThat(inspect(database, Map.of()).problems()).isEmpty();
    }

    private static void assertRefused(Database database, Map<String, String> settings, String words) {
        assertThatThrownBy(() -> inspect(database, settings))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("wrong");
    }

    private static String publication(Database database, String what) {
        return "CREATE PUBLICATION " + database.name() + " " + what;
    }

    private static void createSlot(Database database, String name) throws Exception {
        database.query("SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    }
}
