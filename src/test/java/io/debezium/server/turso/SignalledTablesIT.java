package io.debezium.server.turso;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An incremental snapshot brings the rows of the tables that its signal names, whatever other tables have to do with them. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SignalledTablesIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "debezium.source.signal.data.collection", "public.signals",
            "debezium.source.incremental.snapshot.chunk.size", "20");

    private static final String LOSS = "DELETE FROM %s WHERE id %% 3 = 0";

    @Test
    void rowsOfInheritingTablesStayOutOfTheirParents(PostgresServer postgres) throws Exception {
        try (LiveMirror mirror = LiveMirror.start(
                postgres,
                SETTINGS,
                "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
                "CREATE TABLE parent (id int PRIMARY KEY, v text)",
                "CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent)",
                "CREATE TABLE grand (PRIMARY KEY (id)) INHERITS (child)",
                "CREATE TABLE hollow (id int PRIMARY KEY)",
                "CREATE TABLE filled (PRIMARY KEY (id)) INHERITS (hollow)",
                "CREATE TABLE \"Odd\" (id int PRIMARY KEY)",
                "CREATE TABLE other (PRIMARY KEY (id)) INHERITS (\"Odd\")",
                "CREATE TABLE split (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (50)",
                "CREATE TABLE split_2 PARTITION OF split DEFAULT",
                "INSERT INTO parent SELECT g, 'parent' FROM generate_series(1, 100) g",
                "INSERT INTO child SELECT g, 'child' FROM generate_series(50, 150) g",
                "INSERT INTO grand SELECT g, 'grand' FROM generate_series(90, 200) g",
                "INSERT INTO filled VALUES (1), (2)",
                "INSERT INTO \"Odd\" VALUES (1), (3); INSERT INTO other VALUES (2), (3)",
                "INSERT INTO split SELECT generate_series(1, 100)")) {
            lose(mirror, "parent", "child", "split", "\"Odd\"");
            signal(mirror, "[\"public.(parent|hollow|child|split)\", \"public.Odd\"]", "");
            mirror.run(
                    List.of("CREATE TABLE late (PRIMARY KEY (id)) INHERITS (parent)", "INSERT INTO late VALUES (7)"));
            mirror.turso().execute("DELETE FROM parent WHERE id < 5");
            signal(
                    mirror,
                    "[\"public.parent\"]",
                    ", \"additional-conditions\": [{\"data-collection\": \"public.parent\", \"filter\":"
                            + " \"id < 5 OR id > 1000\"}]");
            lose(mirror, "parent");
            signal(mirror, "[\"\\\"public\\\".\\\"parent\\\"\"]", "");
            mirror.run(List.of("DROP TABLE signals"));
            mirror.assertMirrors();
        }
    }

    private static void lose(LiveMirror mirror, String... tables) throws Exception {
        mirror.await();
        for (String table : tables) {
            mirror.turso().execute(LOSS.formatted(table));
        }
    }

    private static void signal(LiveMirror mirror, String tables, String more) throws Exception {
        mirror.run(
                List.of("INSERT INTO signals VALUES (gen_random_uuid(), 'execute-snapshot', $${\"data-collections\": "
                        + tables + ", \"type\": \"incremental\"" + more + "}$$)"));
        SignalledSchemaIT.awaitEnd(mirror);
    }
}
