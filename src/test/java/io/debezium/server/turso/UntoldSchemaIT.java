package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Without event triggers, rows and the catalog tell what has become of a table; else the sink stops, and nothing is lost. */
@ExtendWith(Bench.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class UntoldSchemaIT {
    private static final Map<String, String> OFF = Map.of("debezium.sink.turso.ddl.capture", "off");
    private static final String AGAIN = "debezium.sink.turso.snapshot.again";
    private static final String[] TABLES = {
        "CREATE TABLE menu (id int PRIMARY KEY, \"Name\" text, price int NOT NULL, note text)",
        "INSERT INTO menu VALUES (1, 'Pho', 8, 'hot'), (2, 'Tea', 3, NULL)",
        "CREATE TABLE sums (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED)",
        "INSERT INTO sums (id) VALUES (1), (2)"
    };

    /** Each on the table that the one before has left behind. */
    private static final List<List<String>> FOLLOWED = List.of(
            List.of("ALTER TABLE menu RENAME \"Name\" TO dish", "INSERT INTO menu VALUES (3, 'Bun', 9, 'x')"),
            List.of(
                    "BEGIN",
                    "INSERT INTO menu VALUES (4, 'before', 9, 'y')",
                    "ALTER TABLE menu RENAME dish TO tmp",
                    "ALTER TABLE menu RENAME note TO dish",
                    "ALTER TABLE menu RENAME tmp TO note",
                    "UPDATE menu SET note = 'after' WHERE id = 1",
                    "COMMIT"),
            List.of("ALTER TABLE menu DROP COLUMN price", "DELETE FROM menu WHERE id = 2"),
            List.of(
                    "ALTER TABLE menu ADD hot boolean NOT NULL DEFAULT true",
                    "ALTER TABLE menu RENAME dish TO kind",
                    "INSERT INTO menu VALUES (5, 'a', 'b', false)"),
            List.of("ALTER TABLE menu RENAME id TO number", "UPDATE menu SET kind = 'c' WHERE number = 5"),
            // The catalog is ahead of the first row here.
            List.of(
                    "BEGIN",
                    "ALTER TABLE menu RENAME kind TO sort",
                    "INSERT INTO menu VALUES (6, 'a', 'b', false)",
                    "ALTER TABLE menu ADD later int DEFAULT 7",
                    "COMMIT",
                    "INSERT INTO menu VALUES (7, 'a', 'b', false, 8)"),
            List.of("ALTER TABLE menu RENAME TO card", "INSERT INTO card VALUES (8, 'a', 'b', false, 8)"),
            List.of("CREATE TABLE menu (a int, b text PRIMARY KEY)", "INSERT INTO menu VALUES (1, 'x')"),
            List.of("ALTER TABLE menu RENAME a TO c", "INSERT INTO menu VALUES (1, 'y')"));

    @Test
    void whatRowsAndCatalogTellIsFollowed(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, OFF, TABLES)) {
            for (List<String> change : FOLLOWED) {
                mirror.run(change);
                mirror.assertMirrors();
            }
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        List.of(
                                "ALTER TABLE menu ADD token uuid DEFAULT gen_random_uuid()",
                                "INSERT INTO menu VALUES (3, 'x', 1, 'y')"),
                        "has a new column \"token\" for which Postgres may have computed values"),
                arguments(
                        List.of(
                                "ALTER TABLE menu ALTER price TYPE text USING 'EUR ' || price",
                                "ALTER TABLE menu RENAME note TO remark",
                                "INSERT INTO menu VALUES (3, 'x', 1, 'y')"),
                        "has turned its column \"price\" from INTEGER into TEXT"),
                arguments(
                        List.of("ALTER TABLE sums ALTER twice DROP EXPRESSION", "INSERT INTO sums VALUES (3, 7)"),
                        "public.sums has a new column \"twice\""),
                arguments(
                        List.of(
                                "DROP TABLE menu",
                                "CREATE TABLE menu (id int PRIMARY KEY, other text)",
                                "INSERT INTO menu VALUES (3, 'x')"),
                        "was dropped and created anew"),
                arguments(
                        List.of(
                                "BEGIN",
                                "ALTER TABLE menu RENAME note TO remark",
                                "INSERT INTO menu VALUES (3, 'x', 1, 'y')",
                                "ALTER TABLE menu RENAME remark TO comment",
                                "COMMIT"),
                        "has changed more than once"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheyDoNotTellStopsTheSinkUntilASnapshot(List<String> change, String effect, PostgresServer postgres)
            throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, OFF, TABLES)) {
            mirror.await();
            Object position = mirror.position();
            mirror.run(change);
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("Table public.", effect, AGAIN, "position does not move");
            assertThat(mirror.position()).isEqualTo(position);
            mirror.restartSink(Map.of(AGAIN, "now"));
            mirror.assertMirrors();
        }
    }
}
