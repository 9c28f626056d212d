package io.debezium.server.turso;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the stream brings after a blocking snapshot although its rows have it: changes of keys, with values left out. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BlockingSnapshotIT {
    private EmbeddedServer server;

    @BeforeEach
    void mirror(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text, body text)",
                "ALTER TABLE item ALTER body SET STORAGE EXTERNAL",
                "INSERT INTO item SELECT g, 'item', repeat(g::text, 5000) FROM generate_series(1, 5) g");
        server = new EmbeddedServer(database, turso);
        server.set("debezium.source.signal.data.collection", "public.signals");
        server.run(snapshotIs("COMPLETED")::test);
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                history("a key", "UPDATE item SET id = 11 WHERE id = 1"),
                history(
                        "a key that gets a new row",
                        "UPDATE item SET id = 11 WHERE id = 1",
                        "INSERT INTO item VALUES (1, 'new', repeat('n', 5000))"),
                history(
                        "the key of a new row",
                        "INSERT INTO item VALUES (6, 'new', repeat('n', 5000))",
                        "UPDATE item SET id = 16 WHERE id = 6"),
                history(
                        "a key of a row that changes before and after",
                        "UPDATE item SET body = repeat('b', 5000) WHERE id = 1",
                        "UPDATE item SET id = 11, name = 'moved' WHERE id = 1",
                        "UPDATE item SET name = 'last' WHERE id = 11"),
                history(
                        "a key that another row had",
                        "UPDATE item SET id = 16 WHERE id = 5",
                        "DELETE FROM item WHERE id = 4",
                        "INSERT INTO item VALUES (5, 'fifth', repeat('f', 5000))"));
    }

    /** Values that were left out are under no key any more where the snapshot's row went too. */
    static Stream<Arguments> knots() {
        return Stream.of(
                history(
                        "two keys that are exchanged",
                        "UPDATE item SET id = 9 WHERE id = 1",
                        "UPDATE item SET id = 1 WHERE id = 2",
                        "UPDATE item SET id = 2 WHERE id = 9"),
                history(
                        "rows that make room",
                        "UPDATE item SET id = 6 WHERE id = 5",
                        "UPDATE item SET id = 5 WHERE id = 4",
                        "INSERT INTO item VALUES (4, 'new', repeat('n', 5000))"));
    }

    private static Arguments history(String name, String... statements) {
        return arguments(named(name, statements));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void whatTheRowsHaveAlreadyChangesNothing(String[] history, Database database, TursoServer turso) throws Exception {
        replay(history, database);
        server.run(then(changeOf("marker", 1), end())::test);
        Oracle.assertMirrors(database, turso);
    }

    @ParameterizedTest
    @MethodSource("knots")
    void whatCannotBeFollowedExactlyIsRefusedWithTheWayOut(String[] history, Database database, TursoServer turso)
            throws Exception {
        replay(history, database);
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> server.run(record -> false))
                    .hasStackTraceContaining("change of key behind a blocking snapshot of 1 row of table public.item")
                    .hasStackTraceContaining(MirroredShop.AGAIN);
        }
        server.set(MirroredShop.AGAIN, "today");
        server.run(snapshotIs("COMPLETED")::test);
        database.execute("UPDATE item SET id = 21 WHERE id = 3", "INSERT INTO marker VALUES (2)");
        server.run(then(changeOf("marker", 2), end())::test);
        Oracle.assertMirrors(database, turso);
    }

    /** The connector reads the signal first, stops there, and reads the rows as all of {@code history} left them. */
    private static void replay(String[] history, Database database) throws Exception {
        database.execute("INSERT INTO signals VALUES ('again', 'execute-snapshot',"
                + " '{\"data-collections\": [\"public.it.*\"], \"type\": \"blocking\"}')");
        database.execute(history);
        database.execute("DROP TABLE signals", "INSERT INTO marker VALUES (1)");
    }
}
