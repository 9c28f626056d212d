package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.delivery.Mirror;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables and columns that get a name or a publication by which they are captured, with rows of before. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ComingInIT {
    private static final String SIGNALS = "debezium.source.signal.data.collection";
    private static final String TABLES = "debezium.source.table.include.list";
    private static final String COLUMNS = "debezium.source.column.exclude.list";
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";

    @Test
    void aTableThatIsBuiltBesideAndRenamedAsksForItsRows(PostgresServer postgres) throws Exception {
        Map<String, String> settings =
                Map.of(TABLES, "public.menu,public.beat,public.debezium_signal", SIGNALS, "public.debezium_signal");
        try (LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror = LiveMirror.start(
                        postgres,
                        settings,
                        "CREATE TABLE debezium_signal (id text PRIMARY KEY, type text, data text)",
                        "CREATE TABLE menu (id int PRIMARY KEY, name text)",
                        "INSERT INTO menu VALUES (1, 'old')")) {
            mirror.run(List.of(
                    "BEGIN",
                    "CREATE TABLE menu_new (id int PRIMARY KEY, name text)",
                    "INSERT INTO menu_new VALUES (1, 'new'), (2, 'newer')",
                    "ALTER TABLE menu RENAME TO menu_old",
                    "ALTER TABLE menu_new RENAME TO menu",
                    "COMMIT",
                    "INSERT INTO menu VALUES (3, 'later')"));
            mirror.await();
            String signal = statement(only(told, "public.menu"));
            mirror.run(List.of(signal));
            Waiting.until("the rows of before", Waiting.PATIENCE, () -> mirror.turso()
                    .query("SELECT count(*) FROM menu")
                    .equals(List.of(List.of(3L))));
            mirror.run(List.of("DROP TABLE menu_old", "DROP TABLE debezium_signal"));
            mirror.assertMirrors();
        }
    }

    @Test
    void aTableWithoutAKeyAndOneOfAnotherSchemaAskForASnapshot(PostgresServer postgres) throws Exception {
        Map<String, String> settings = Map.of("debezium.source.schema.include.list", "public");
        try (LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror = LiveMirror.start(
                        postgres,
                        settings,
                        "CREATE SCHEMA archive",
                        "CREATE TABLE archive.log (line text)",
                        "ALTER TABLE archive.log REPLICA IDENTITY FULL",
                        "INSERT INTO archive.log VALUES ('a')")) {
            mirror.run(List.of("ALTER TABLE archive.log SET SCHEMA public", "INSERT INTO log VALUES ('b')"));
            mirror.await();
            assertThat(only(told, "public.log")).contains("no primary key", AGAIN);
            mirror.restartSink(Map.of("debezium.source.schema.include.list", "public", AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    @Test
    void aColumnThatGetsACapturedNameAsksForItsValues(PostgresServer postgres) throws Exception {
        Map<String, String> settings = Map.of(COLUMNS, "public.t.secret");
        try (LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror = LiveMirror.start(
                        postgres,
                        settings,
                        "CREATE TABLE t (id int PRIMARY KEY, secret text)",
                        "INSERT INTO t VALUES (1, 'x')")) {
            mirror.run(List.of("ALTER TABLE t ADD COLUMN n int DEFAULT 7"));
            mirror.await();
            assertThat(told.lines()).isEmpty();
            mirror.run(List.of("ALTER TABLE t RENAME secret TO v", "INSERT INTO t VALUES (2, 'y')"));
            mirror.await();
            assertThat(only(told, "public.t")).contains("Column \"v\"", "execute-snapshot", AGAIN);
            mirror.restartSink(Map.of(COLUMNS, "public.t.secret", AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    @Test
    void whatIsCapturedFromItsBeginningOnIsNotTold(PostgresServer postgres) throws Exception {
        try (LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror =
                        LiveMirror.start(postgres, Map.of(), "CREATE TABLE t (id int PRIMARY KEY, v text)")) {
            mirror.run(List.of(
                    "CREATE TABLE made AS SELECT 1 AS n",
                    "CREATE SCHEMA s CREATE TABLE inner_one (id int PRIMARY KEY)",
                    "ALTER TABLE t RENAME v TO w",
                    "ALTER TABLE t RENAME TO u",
                    "ALTER TABLE u ADD x int",
                    "CREATE UNLOGGED TABLE fleeting (id int)",
                    "INSERT INTO fleeting VALUES (1)",
                    "ALTER TABLE fleeting SET LOGGED",
                    "CREATE TABLE log (id int) PARTITION BY RANGE (id)",
                    "CREATE TABLE low PARTITION OF log FOR VALUES FROM (0) TO (10)",
                    "INSERT INTO log VALUES (1)",
                    "ALTER TABLE log DETACH PARTITION low"));
            mirror.await();
            Oracle.assertMirrors(mirror.database(), mirror.turso());
            assertThat(told.lines()).isEmpty();
        }
    }

    @Test
    void tablesThatAreOutForAPartOfATransactionKeepTheirRows(PostgresServer postgres) throws Exception {
        Map<String, String> settings = Map.of(
                "debezium.source.schema.include.list", "public", "debezium.source.table.exclude.list", "public.tmp");
        try (LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror = LiveMirror.start(
                        postgres,
                        settings,
                        "CREATE SCHEMA archive",
                        "CREATE TABLE a (id int PRIMARY KEY, name text)",
                        "CREATE TABLE b (id int PRIMARY KEY, price int)",
                        "CREATE INDEX ON b (price)",
                        "CREATE TABLE c (id int PRIMARY KEY)",
                        "CREATE TABLE gone (id int PRIMARY KEY)",
                        "INSERT INTO a VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO b VALUES (1, 10)",
                        "INSERT INTO c VALUES (7)")) {
            mirror.run(List.of(
                    "BEGIN",
                    "ALTER TABLE a RENAME TO tmp",
                    "ALTER TABLE b RENAME TO a",
                    "ALTER TABLE tmp RENAME TO b",
                    "ALTER TABLE c SET SCHEMA archive",
                    "ALTER TABLE archive.c ADD COLUMN n int DEFAULT 3",
                    "ALTER TABLE archive.c SET SCHEMA public",
                    "ALTER TABLE gone SET SCHEMA archive",
                    "INSERT INTO a VALUES (3, 30)",
                    "COMMIT",
                    "INSERT INTO b VALUES (3, 'c')"));
            mirror.await();
            mirror.run(List.of("DROP SCHEMA archive CASCADE"));
            mirror.assertMirrors();
            assertThat(told.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .startsWith("WARN")
                    .contains("execute-snapshot", "part of a transaction"));
        }
    }

    private static String only(LoggedLines told, String table) {
        assertThat(told.lines()).singleElement().asString().startsWith("WARN").contains(table, "before");
        return told.lines().getFirst();
    }

    private static String statement(String line) {
        int begin = line.indexOf("INSERT INTO");
        return line.substring(begin, line.indexOf(';', begin));
    }
}
