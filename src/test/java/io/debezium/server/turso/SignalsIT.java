package io.debezium.server.turso;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.nth;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.snapshotRowOf;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;

/** Snapshots that Debezium's signals ask for bring back what was lost in Turso, also over a crash in the middle. */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SignalsIT {
    private static final int ITEMS = 500;

    private EmbeddedServer server;

    @BeforeEach
    void mirrorAndLoseRows(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE signals (id text PRIMARY KEY, type text, data text)",
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO item SELECT g, 'item' FROM generate_series(1, " + ITEMS + ") g",
                "INSERT INTO log VALUES ('one'), ('one')");
        server = new EmbeddedServer(database, turso);
        server.set("debezium.source.signal.data.collection", "public.signals");
        server.set("debezium.source.incremental.snapshot.chunk.size", "50");
        server.run(snapshotIs("COMPLETED")::test);
        turso.execute("DELETE FROM item WHERE id % 3 = 0", "UPDATE item SET name = 'wrong' WHERE id % 3 = 1");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anIncrementalSnapshotGoesOnWhereItWasCut(Database database, TursoServer turso) throws Exception {
        signal(database, "incremental", "public.item", "public.log");
        server.run(changing(database, nth(120, snapshotRowOf("item"))));
        server.run(nth(130, snapshotRowOf("item"))::test);
        server.run(then(snapshotRowOf("item").and(record -> idOf(record) == ITEMS), end())::test);
        finish(database, turso);
    }

    /** Whether it begins anew by itself depends on how far Debezium had read before it stopped the stream. */
    @Test
    void aBlockingSnapshotThatIsCutIsToldAndCanBeAskedForAgain(Database database, TursoServer turso) throws Exception {
        signal(database, "blocking", "public.item", "public.log");
        server.run(changing(database, nth(120, snapshotRowOf("item"))));
        assertThat(String.valueOf(turso.query("SELECT blocking_snapshot FROM _cdc_position")))
                .contains("public.item", "public.log");
        database.execute("UPDATE signals SET id = 'cut'");
        signal(database, "blocking", "public.item", "public.log");
        server.run(nth(1, snapshotIs("COMPLETED"))::test);
        finish(database, turso);
        // Behind the end of the WAL at the last start, which is all that the rows can have.
        database.execute("INSERT INTO marker VALUES (3)");
        server.run(then(changeOf("marker", 3), end())::test);
        assertThat(turso.query("SELECT blocking_snapshot FROM _cdc_position").getFirst())
                .containsOnlyNulls();
    }

    private static EmbeddedRun.Watch changing(Database database, Predicate<SourceRecord> cut) {
        Predicate<SourceRecord> first = nth(1, snapshotRowOf("item"));
        return record -> {
            if (first.test(record)) {
                database.execute(
                        "DELETE FROM item WHERE id % 10 = 1",
                        "UPDATE item SET name = 'changed' WHERE id % 10 = 2",
                        "UPDATE item SET id = id + 1000 WHERE id = 3",
                        "INSERT INTO log VALUES ('meanwhile')");
            }
            return cut.test(record);
        };
    }

    private void finish(Database database, TursoServer turso) throws Exception {
        database.execute("INSERT INTO marker VALUES (1)", "DROP TABLE signals", "INSERT INTO marker VALUES (2)");
        server.run(then(changeOf("marker", 2), end())::test);
        Oracle.assertMirrors(database, turso);
    }

    private static int idOf(SourceRecord record) {
        return ((Struct) record.key()).getInt32("id");
    }

    private static void signal(Database database, String type, String first, String second) throws Exception {
        database.execute("INSERT INTO signals VALUES ('ad-hoc', 'execute-snapshot', '{\"data-collections\": [\"" + first
                + "\", \"" + second + "\"], \"type\": \"" + type + "\"}')");
    }
}
