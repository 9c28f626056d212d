package io.debezium.server.turso.source;

import java.util.Map;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.config.SourceSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.source.Inspection.assertProblem;
import static io.debezium.server.turso.source.Inspection.inspect;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user reads of columns and types at which the mirror would not be exact. */
@ExtendWith(Bench.class)
class TypePreflightIT {

    @Test
    void keysThatWouldBeOneInUtcAreProblems(Database database) throws Exception {
        database.execute("CREATE TABLE shift (begins timetz PRIMARY KEY)", "CREATE TABLE note (at timetz, id int)");
        assertProblem(inspect(database, Map.of()), "public.shift.begins", "in UTC");
    }

    @Test
    void columnsThatCannotBeReadAreNamed(Database database) throws Exception {
        database.execute(
                "CREATE TABLE quoted (\"a\"\"b\" int PRIMARY KEY); CREATE TABLE edged (\"'n'\" text, \"n'\" text)",
                "CREATE TABLE unkeyed (\"c\"\"d\" int NOT NULL UNIQUE)",
                "CREATE TABLE twins (id int PRIMARY KEY, note text, \"Note\" text)",
                "CREATE TABLE computed (n int, k int GENERATED ALWAYS AS (n + 1) STORED PRIMARY KEY)");
        assertThat(inspect(database, Map.of()).problems())
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem).contains("public.edged.'n' under", "column.exclude.list"))
                .anySatisfy(problem -> assertThat(problem).contains("public.quoted.a\"b", "rename it"))
                .anySatisfy(problem -> assertThat(problem).contains("public.unkeyed.c\"d", "rename it"))
                .anySatisfy(problem -> assertThat(problem).contains("\"note\" and \"Note\" of table public.twins"))
                .anySatisfy(problem -> assertThat(problem).contains("public.computed.k", "REPLICA IDENTITY"));
        assertThat(inspect(
                                database,
                                Map.of(
                                        "table.exclude.list",
                                        "public.quoted,public.unkeyed,public.computed",
                                        "column.exclude.list",
                                        "public.twins.Note,public.edged.'n'"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aDatabaseWhoseLettersNobodyKnowsIsRefused(PostgresServer postgres) throws Exception {
        try (Database database = postgres.createEncodedDatabase("SQL_ASCII")) {
            assertProblem(inspect(database, Map.of()), "encoding SQL_ASCII", "ENCODING 'UTF8'");
        }
    }

    @Test
    void generatedColumnsAreNamed(Database database) throws Exception {
        database.execute("CREATE TABLE filled (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)");
        assertThat(inspect(database, Map.of()).warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("public.filled.twice", "view"));
    }

    @Test
    void typesAtWhichTheConnectorFailsAreRefused(Database database) throws Exception {
        database.execute("CREATE TYPE mood AS ENUM ('sad')", "CREATE DOMAIN humour AS mood");
        assertProblem(inspect(database, Map.of()), "while humour is in the database", "domain over an enum");
        database.execute("DROP DOMAIN humour", "CREATE TYPE nothing AS ENUM ()");
        assertProblem(inspect(database, Map.of()), "while nothing is in the database", "ADD VALUE");
        database.execute("DROP TYPE nothing", "CREATE TABLE t (id int PRIMARY KEY, c refcursor)");
        assertProblem(inspect(database, Map.of()), "fails at public.t.c", "column.exclude.list");
        assertThat(inspect(database, Map.of("column.exclude.list", "public.t.c"))
                        .problems())
                .isEmpty();
        assertThat(inspect(database, Map.of("table.exclude.list", "public.t")).problems())
                .isEmpty();
    }

    @Test
    void intervalsThatMayBeInfiniteAreWarnedOf(Database database) throws Exception {
        database.execute("CREATE DOMAIN span AS interval", "CREATE TABLE t (id int PRIMARY KEY, a interval, b span)");
        boolean infinite =
                Boolean.TRUE.equals(database.query("SELECT current_setting('server_version_num')::int >= 170000")
                        .getFirst()
                        .getFirst());
        assertThat(inspect(database, Map.of()).warnings())
                .filteredOn(warning -> warning.contains("public.t.a, public.t.b"))
                .hasSize(infinite ? 1 : 0);
        database.execute("ALTER TABLE t ADD CHECK (isfinite(a))", "ALTER TABLE t ADD CHECK (isfinite(b))");
        assertThat(inspect(database, Map.of()).warnings())
                .noneMatch(warning -> warning.contains("public.t.a") || warning.contains("public.t.b"));
    }

    @Test
    void valuesPrintedInAStyleThatTheConnectorMisreadsAreProblems(Database database) throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET intervalstyle = 'sql_standard'");
        assertProblem(
                inspect(database, Map.of()),
                "intervalstyle = sql_standard",
                "-c intervalstyle=postgres",
                "driver.options");
        database.execute(
                "ALTER DATABASE " + database.name() + " RESET intervalstyle",
                "ALTER DATABASE " + database.name() + " SET bytea_output = 'escape'");
        assertProblem(inspect(database, Map.of()), "bytea_output = escape", "-c bytea_output=hex");
        database.execute(
                "ALTER DATABASE " + database.name() + " RESET bytea_output",
                "ALTER DATABASE " + database.name() + " SET extra_float_digits = 0");
        assertProblem(inspect(database, Map.of()), "extra_float_digits = 0", "-c extra_float_digits=1");
        assertThat(inspect(database, Map.of("driver.options", SourceSetting.standard("driver.options")))
                        .problems())
                .isEmpty();
    }
}
