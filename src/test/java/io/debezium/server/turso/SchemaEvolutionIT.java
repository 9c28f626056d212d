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

/** What the options about schema changes promise: what is not allowed stops the sink in its tracks, and nothing is lost. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SchemaEvolutionIT {
    private static final String EVOLUTION = "debezium.sink.turso.schema.evolution";
    private static final String DROP = "debezium.sink.turso.table.drop";
    private static final String[] TABLES = {
        "CREATE TABLE menu (id int PRIMARY KEY, name text, price int NOT NULL)", "INSERT INTO menu VALUES (1, 'Pho', 8)"
    };

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("none", "ALTER TABLE menu ADD COLUMN hot boolean", "has a new column \"hot\""),
                arguments(
                        "additive",
                        "ALTER TABLE menu RENAME COLUMN name TO dish",
                        "calls its column \"name\" now \"dish\""),
                arguments(
                        "additive", "ALTER TABLE menu ALTER price TYPE text", "from INTEGER into TEXT, was rewritten"),
                arguments(
                        "additive",
                        "ALTER TABLE menu DROP COLUMN name; ALTER TABLE menu ADD COLUMN name int",
                        "has lost its column \"name\" and got another of that name"),
                arguments(
                        "none",
                        "DROP TABLE menu; CREATE TABLE menu (id int PRIMARY KEY)",
                        "was dropped, or is captured no more"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNotAllowedStopsTheSinkWhichGoesOnWhenItIs(
            String evolution, String change, String effect, PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(), TABLES)) {
            mirror.restartSink(Map.of(EVOLUTION, evolution));
            mirror.await();
            Object position = mirror.position();
            mirror.run(List.of(
                    "BEGIN",
                    "INSERT INTO menu VALUES (2, 'Tea', 3)",
                    change,
                    "COMMIT",
                    "DELETE FROM menu WHERE id = 1"));
            assertThat(mirror.engine().awaitFailure(90))
                    .contains("public.menu", effect, EVOLUTION, "position does not move");
            assertThat(mirror.position()).isEqualTo(position);
            assertThat(mirror.turso().query("SELECT id FROM menu")).hasSize(1);
            mirror.restartSink(Map.of(EVOLUTION, "full"));
            mirror.assertMirrors();
        }
    }

    @Test
    void additiveKeepsWhatIsDropped(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(EVOLUTION, "additive"), TABLES)) {
            mirror.run(List.of(
                    "ALTER TABLE menu DROP COLUMN name",
                    "ALTER TABLE menu ADD COLUMN hot boolean DEFAULT true",
                    "INSERT INTO menu VALUES (2, 3, false)"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT id, name, price, hot FROM menu ORDER BY id"))
                    .hasToString("[[1, Pho, 8, 1], [2, null, 3, 0]]");
            mirror.run(List.of("DROP TABLE menu"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT id FROM menu")).hasSize(2);
        }
    }

    @Test
    void aDroppedTableIsKeptOrRenamedByOption(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(DROP, "rename"), TABLES)) {
            mirror.run(List.of("CREATE INDEX by_name ON menu (name)"));
            Object oid = mirror.database()
                    .query("SELECT 'menu'::regclass::oid")
                    .getFirst()
                    .getFirst();
            mirror.run(List.of(
                    "DROP TABLE menu",
                    "CREATE TABLE menu (id int PRIMARY KEY)",
                    "CREATE INDEX by_name ON menu (id)",
                    "INSERT INTO menu VALUES (7)"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT name FROM menu_dropped_" + oid))
                    .hasToString("[[Pho]]");
            mirror.turso().execute("DROP TABLE menu_dropped_" + oid);
            mirror.assertMirrors();
            mirror.restartSink(Map.of(DROP, "keep"));
            mirror.run(List.of("DROP TABLE menu"));
            mirror.await();
            assertThat(mirror.turso().query("SELECT id FROM menu")).hasToString("[[7]]");
            mirror.turso().execute("DROP TABLE menu");
            mirror.assertMirrors();
        }
    }

    @Test
    void aTableThatGoesAgainIsSetAsideAgain(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(postgres, Map.of(DROP, "rename"), TABLES)) {
            mirror.run(List.of(
                    "CREATE TABLE orders (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                    "CREATE TABLE old (id int PRIMARY KEY)",
                    "INSERT INTO old VALUES (1)",
                    "ALTER TABLE orders ATTACH PARTITION old FOR VALUES FROM (0) TO (10)",
                    "ALTER TABLE orders DETACH PARTITION old",
                    "INSERT INTO old VALUES (2)",
                    "ALTER TABLE orders ATTACH PARTITION old FOR VALUES FROM (0) TO (10)"));
            mirror.await();
            Object oid = mirror.database()
                    .query("SELECT 'old'::regclass::oid")
                    .getFirst()
                    .getFirst();
            assertThat(mirror.turso().query("SELECT id FROM old_dropped_" + oid + " ORDER BY id"))
                    .hasToString("[[1], [2]]");
            mirror.turso().execute("DROP TABLE old_dropped_" + oid);
            mirror.assertMirrors();
        }
    }
}
