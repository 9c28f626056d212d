package io.debezium.server.turso;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.snapshotRowOf;
import static io.debezium.server.turso.Sent.then;

/** A table changes while the first snapshot runs, before its rows are read. */
@ExtendWith(Bench.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SnapshotSchemaIT {

    /** Of these, the connector reads nothing, the old columns, or the new ones; the stream tells the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE b ADD COLUMN x int DEFAULT 5; UPDATE b SET x = 6 WHERE id % 2 = 0",
                "ALTER TABLE b ADD COLUMN x text DEFAULT clock_timestamp()::text",
                "ALTER TABLE b ALTER n TYPE text USING n || '!'; DELETE FROM b WHERE id < 9",
                "ALTER TABLE b DROP CONSTRAINT b_pkey, ADD PRIMARY KEY (n); UPDATE b SET id = 0 WHERE n < 9",
                "TRUNCATE b; INSERT INTO b VALUES (1, 7)",
                "CREATE TABLE c AS SELECT id, n AS m FROM b; ALTER TABLE c ADD PRIMARY KEY (id)"
            })
    void aChangeThatTheSnapshotSurvivesArrives(String change, Database database, TursoServer turso) throws Exception {
        prepare(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(changing(database, change, arrived()));
        }
        Oracle.assertMirrors(database, turso);
    }

    /** These end the connector, whose statement names what is gone; the next start takes the snapshot anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE b DROP COLUMN n",
                "ALTER TABLE b RENAME COLUMN n TO m",
                "ALTER TABLE b RENAME TO d",
                "DROP TABLE b"
            })
    void aChangeThatEndsTheSnapshotIsInTheNext(String change, Database database, TursoServer turso) throws Exception {
        prepare(database);
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(changing(database, change, arrived()));
        } catch (Exception ended) {
            try (EmbeddedServer server = new EmbeddedServer(database, turso);
                    LiveEngine engine = server.start()) {
                Oracle.awaitMirror(database, turso, Waiting.PATIENCE);
                engine.requireAlive();
            }
        }
        Oracle.assertMirrors(database, turso);
    }

    /** The marker is in the stream, or in a snapshot that was begun again. */
    private static Predicate<SourceRecord> arrived() {
        return then(changeOf("marker", 1).or(snapshotRowOf("marker")), end().or(snapshotIs("COMPLETED")));
    }

    private static void prepare(Database database) throws Exception {
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE a (id int PRIMARY KEY, n int)",
                "CREATE TABLE b (id int PRIMARY KEY, n int)",
                "INSERT INTO a SELECT g, g FROM generate_series(1, 300) g",
                "INSERT INTO b SELECT g, g FROM generate_series(1, 300) g");
    }

    private static EmbeddedRun.Watch changing(Database database, String change, Predicate<SourceRecord> last) {
        Predicate<SourceRecord> row = snapshotRowOf("a");
        AtomicBoolean changed = new AtomicBoolean();
        return record -> {
            if (row.test(record) && changed.compareAndSet(false, true)) {
                database.transaction(change.split("; "));
                database.execute("INSERT INTO marker VALUES (1)");
            }
            return last.test(record);
        };
    }
}
