package io.debezium.server.turso.source;

import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.debezium.server.turso.source.Inspection.assertProblem;
import static io.debezium.server.turso.source.Inspection.inspect;
import static io.debezium.server.turso.source.Inspection.publication;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user reads of tables, their partitions and indexes that the mirror would not have as they are. */
@ExtendWith(Bench.class)
class TablePreflightIT {

    @Test
    void aPublicationOfPartitionsThroughTheirRootIsWhole(Database database) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (9)",
                publication(database, "FOR TABLE split WITH (publish_via_partition_root)"));
        Findings findings = inspect(database, Map.of());
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains(
                        "TRUNCATE of one partition of public.split,",
                        "SELECT turso_ddl.tell_truncates('\"public\".\"split\"');",
                        "publish.via.partition.root=false"));
    }

    @Test
    void tablesWhosePartitionsAreTruncatedInSilenceAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE half PARTITION OF split FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF half FOR VALUES FROM (0) TO (9)",
                publication(database, "FOR ALL TABLES WITH (publish_via_partition_root)"));
        try (SourceDatabase source = SourceDatabases.open(database)) {
            DdlCapture.prepare(source);
        }
        String telling = "SELECT turso_ddl.tell_truncates('split')";
        database.execute(telling);
        assertThat(inspect(database, Map.of()).warnings()).isEmpty();
        database.execute("ALTER TABLE split_1 DISABLE TRIGGER ALL");
        assertThat(inspect(database, Map.of()).warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("TRUNCATE of one partition of public.split,", "turso_ddl.tell_truncates"));
        database.execute(telling);
        assertThat(inspect(database, Map.of()).warnings()).isEmpty();
    }

    @Test
    void tablesThatCannotBeFollowedAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE keyless (n int)",
                "CREATE TABLE nothing (id int PRIMARY KEY)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE TABLE lost (id int PRIMARY KEY, code int NOT NULL UNIQUE, twin int NOT NULL UNIQUE)",
                "ALTER TABLE lost REPLICA IDENTITY USING INDEX lost_code_key",
                "ALTER TABLE lost DROP CONSTRAINT lost_code_key",
                "CREATE UNLOGGED TABLE fleeting (id int PRIMARY KEY)",
                "CREATE TABLE other (id int PRIMARY KEY, code int NOT NULL UNIQUE)",
                "ALTER TABLE other REPLICA IDENTITY USING INDEX other_code_key",
                "CREATE TABLE coded (code int NOT NULL UNIQUE, n int)",
                "ALTER TABLE coded REPLICA IDENTITY USING INDEX coded_code_key");
        Findings findings = inspect(database, Map.of());
        assertProblem(findings, "public.other", "REPLICA IDENTITY DEFAULT");
        assertThat(findings.warnings())
                .hasSize(2)
                .anySatisfy(
                        warning -> assertThat(warning).contains("public.keyless, public.lost, public.nothing", "FULL"))
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

    @ParameterizedTest
    @CsvSource({"half, true", "split_1, true", "split_1, false"})
    void aPublicationOfPartitionsWithoutTheirTableIsRefused(String partition, boolean byRoot, Database database)
            throws Exception {
        database.execute(
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE half PARTITION OF split FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF half FOR VALUES FROM (0) TO (9)",
                publication(
                        database, "FOR TABLE " + partition + " WITH (publish_via_partition_root = " + byRoot + ")"));
        Map<String, String> settings = Map.of("table.include.list", "public." + partition);
        assertProblem(inspect(database, settings), "(public." + partition + ")", "ADD TABLE", "exclude.list", "false");
        database.execute("ALTER PUBLICATION " + database.name() + " SET (publish_via_partition_root = true)");
        database.execute("ALTER PUBLICATION " + database.name() + " ADD TABLE split");
        assertThat(inspect(database, Map.of("table.include.list", "public.s.*")).problems())
                .isEmpty();
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
}
