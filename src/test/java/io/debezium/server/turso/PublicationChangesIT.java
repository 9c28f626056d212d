package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import io.debezium.server.turso.delivery.Mirror;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The publication is changed while the mirror runs. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PublicationChangesIT {
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final String TABLES = "debezium.source.table.include.list";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SET TABLE t (id, v), beat | leaves out rows or columns of "public"."t" | SET TABLE t, beat
            SET TABLE t WHERE (id > 1), beat | leaves out rows or columns of "public"."t" | SET TABLE t, beat
            SET (publish = 'insert, truncate') | does not publish delete, update \
            | SET (publish = 'insert, update, delete, truncate')
            DROP TABLE t | publication <name> does not have: run ALTER PUBLICATION "<name>" ADD TABLE "public"."t" | ADD TABLE t
            """)
    void whatTakesChangesFromTheMirrorStopsIt(String change, String sentence, String repair, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = start(postgres)) {
            String name = mirror.database().name();
            mirror.assertMirrors();
            Object position = mirror.position();
            mirror.run(List.of("ALTER PUBLICATION " + name + " " + change, "INSERT INTO t VALUES (3, 'c', 'z')"));
            assertThat(mirror.engine().awaitFailure(90))
                    .contains(sentence.replace("<name>", name), "position does not move", AGAIN);
            assertThat(mirror.position()).isEqualTo(position);
            mirror.run(List.of("ALTER PUBLICATION " + name + " " + repair));
            mirror.restartSink(Map.of(TABLES, "public.t,public.beat,public.late", AGAIN, "now"));
            mirror.run(List.of("UPDATE t SET w = 'w'", "DELETE FROM t WHERE id = 1"));
            mirror.assertMirrors();
        }
    }

    /** With a change right behind it Postgres' own error comes first, and the connector tries again. */
    @Test
    void aPublicationThatIsGoneStopsIt(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = start(postgres)) {
            String name = mirror.database().name();
            mirror.assertMirrors();
            mirror.run(List.of("ALTER PUBLICATION " + name + " RENAME TO other"));
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("publication " + name + " was dropped or renamed", "position does not move", AGAIN);
            mirror.run(List.of("INSERT INTO t VALUES (3, 'c', 'z')", "ALTER PUBLICATION other RENAME TO " + name));
            mirror.restartSink(Map.of(TABLES, "public.t,public.beat,public.late", AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    /** A rewrite whose rows nobody sends leaves those that are there. */
    @Test
    void aRewriteOfATableThatIsOutOfThePublicationEmptiesNothing(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = start(postgres)) {
            String name = mirror.database().name();
            mirror.run(List.of(
                    "BEGIN",
                    "ALTER TABLE t ALTER v TYPE varchar(9) USING upper(v)",
                    "COMMIT",
                    "ALTER PUBLICATION " + name + " DROP TABLE t",
                    "ALTER TABLE t ALTER w TYPE varchar(9) USING upper(w)",
                    "ALTER PUBLICATION " + name + " ADD TABLE t"));
            assertThat(mirror.engine().awaitFailure(90)).contains("public\".\"t\"", AGAIN);
            assertThat(mirror.turso().query("SELECT count(*) FROM t")).isEqualTo(List.of(List.of(2L)));
            mirror.restartSink(Map.of(TABLES, "public.t,public.beat,public.late", AGAIN, "now"));
            mirror.assertMirrors();
        }
    }

    @Test
    void aTableThatItGetsIsToldWithWhatLoadsItsRows(PostgresServer postgres) throws Exception {
        try (LoggedLines sink = LoggedLines.of(SchemaWarnings.class);
                LoggedLines told = LoggedLines.of(Mirror.class);
                LiveMirror mirror = start(postgres)) {
            String name = mirror.database().name();
            mirror.run(List.of("CREATE TABLE late (id int PRIMARY KEY)", "INSERT INTO late VALUES (1)"));
            mirror.await();
            assertThat(sink.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("WARN")
                    .contains(
                            "ALTER PUBLICATION \"" + name + "\" ADD TABLE \"public\".\"late\"",
                            "execute-snapshot",
                            AGAIN));
            mirror.run(List.of("ALTER PUBLICATION " + name + " ADD TABLE late", "INSERT INTO late VALUES (2)"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT id FROM late")).isEqualTo(List.of(List.of(2L)));
            assertThat(told.lines()).isEmpty();
        }
    }

    private static LiveMirror start(PostgresServer postgres) throws Exception {
        Database database = postgres.createDatabase();
        return LiveMirror.start(
                database,
                Map.of(TABLES, "public.t,public.beat,public.late"),
                "CREATE TABLE t (id int PRIMARY KEY, v text, w text)",
                "INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y')",
                "CREATE PUBLICATION " + database.name()
                        + " FOR TABLE t, beat WITH (publish_via_partition_root = true)");
    }
}
