package io.debezium.server.turso;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.debezium.server.turso.OrdinaryConsumer.Acknowledged;
import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.nth;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where Debezium loses or doubles rows over a restart. Each trap is sprung twice with a real connector: by a sink that
 * stores the connector's own offsets, to show that it is one, and by this sink.
 */
@ExtendWith(Bench.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RestartIT {
    private static final String COPY = "COPY log FROM PROGRAM 'seq 20'";
    private static final String KEY_CHANGE = "UPDATE item SET id = 100 WHERE id = 1";

    @BeforeEach
    void createTables(Database database) throws Exception {
        database.execute(
                "CREATE TABLE marker (id int PRIMARY KEY)",
                "CREATE TABLE item (id int PRIMARY KEY, name text)",
                "CREATE TABLE log (line text)",
                "ALTER TABLE log REPLICA IDENTITY FULL",
                "INSERT INTO marker VALUES (-1)",
                "INSERT INTO item VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO log VALUES ('first')");
    }

    @Test
    void aCopyCutInTheMiddleLosesItsRestWithOrdinaryOffsets(Database database, TursoServer turso) throws Exception {
        ordinarily(database, turso, Acknowledged.EACH, () -> database.execute(COPY), nth(4, changeOf("log")));
        assertThat(count(turso, "log")).isLessThan(21);
    }

    @Test
    void aCopyCutInTheMiddleArrivesWhole(Database database, TursoServer turso) throws Exception {
        exactly(database, turso, () -> database.execute(COPY), nth(4, changeOf("log")));
        assertThat(count(turso, "log")).isEqualTo(21);
    }

    @Test
    void aKeyChangeCutInTheMiddleIsLostWithOrdinaryOffsets(Database database, TursoServer turso) throws Exception {
        ordinarily(database, turso, Acknowledged.EACH, () -> database.execute(KEY_CHANGE), nth(1, changeOf("item")));
        assertThat(turso.query("SELECT 1 FROM item WHERE id = 100")).isEmpty();
    }

    @Test
    void aKeyChangeCutInTheMiddleArrivesWhole(Database database, TursoServer turso) throws Exception {
        exactly(database, turso, () -> database.execute(KEY_CHANGE), nth(1, changeOf("item")));
        assertThat(turso.query("SELECT 1 FROM item WHERE id = 100")).hasSize(1);
    }

    @Test
    void aLongTransactionAroundAShortOneLosesRowsWithOrdinaryOffsets(Database database, TursoServer turso)
            throws Exception {
        ordinarily(
                database,
                turso,
                Acknowledged.ENDS_OF_TRANSACTIONS,
                () -> interleave(database),
                then(changeOf("item", 3), end()));
        assertThat(count(turso, "log")).isLessThan(3);
    }

    @Test
    void aLongTransactionAroundAShortOneArrivesWhole(Database database, TursoServer turso) throws Exception {
        exactly(database, turso, () -> interleave(database), then(changeOf("item", 3), end()));
        assertThat(count(turso, "log")).isEqualTo(3);
    }

    @Test
    void rowsWithoutAKeyAreDoubledByACrashBeforeTheirOrdinaryOffset(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            Work first = () -> database.execute("INSERT INTO marker VALUES (0)");
            server.runOrdinarily(Acknowledged.EACH, afterSnapshot(first, end()));
            database.execute(COPY);
            server.runOrdinarily(Acknowledged.NONE, nth(20, changeOf("log"))::test);
            finishOrdinarily(database, turso, server, Acknowledged.EACH);
        }
        assertThat(count(turso, "log")).isEqualTo(41);
    }

    @Test
    void rowsWithoutAKeyAreNotDoubledByACrashAfterTheirCommit(Database database, TursoServer turso) throws Exception {
        exactly(database, turso, () -> database.execute(COPY), then(changeOf("log"), end()));
        assertThat(count(turso, "log")).isEqualTo(21);
    }

    @Test
    void aConnectorThatRestartsByItselfDoublesRowsWithOrdinaryOffsets(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.runOrdinarily(Acknowledged.ENDS_OF_TRANSACTIONS, restartingInTheMiddle(database));
        }
        assertThat(count(turso, "log")).isGreaterThan(3001);
    }

    @Test
    void aConnectorThatRestartsByItselfSendsATransactionAgainWhichIsAppliedOnce(Database database, TursoServer turso)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(restartingInTheMiddle(database));
        }
        assertThat(count(turso, "log")).isEqualTo(3001);
        Oracle.assertMirrors(database, turso);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** The work, a cut in it, a restart, and all there is; then Turso is no mirror. */
    private static void ordinarily(
            Database database, TursoServer turso, Acknowledged which, Work work, Predicate<SourceRecord> cut)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.runOrdinarily(which, afterSnapshot(beginWith(database, work), cut));
            finishOrdinarily(database, turso, server, which);
        }
    }

    private static void finishOrdinarily(
            Database database, TursoServer turso, EmbeddedServer server, Acknowledged which) throws Exception {
        database.execute("INSERT INTO marker VALUES (1)");
        server.runOrdinarily(which, then(changeOf("marker", 1), end())::test);
        assertThat(isMirror(database, turso)).isFalse();
    }

    /** The work, a cut in it, a restart, and all there is; then Turso is a mirror. */
    private static void exactly(Database database, TursoServer turso, Work work, Predicate<SourceRecord> cut)
            throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(beginWith(database, work), cut));
            database.execute("INSERT INTO marker VALUES (1)");
            server.run(then(changeOf("marker", 1), end())::test);
        }
        Oracle.assertMirrors(database, turso);
    }

    /** The connector only searches the WAL, and loses rows on the way, once it has seen a commit. */
    private static Work beginWith(Database database, Work work) {
        return () -> {
            database.execute("INSERT INTO marker VALUES (0)");
            work.run();
        };
    }

    private static EmbeddedRun.Watch afterSnapshot(Work work, Predicate<SourceRecord> cut) {
        return record -> {
            if (snapshotIs("COMPLETED").test(record)) {
                work.run();
            }
            return cut.test(record);
        };
    }

    /** The one that began first commits last, and its second row follows the other's commit at once. */
    private static void interleave(Database database) throws Exception {
        try (Connection slow = database.connect();
                Statement statement = slow.createStatement();
                Connection quick = database.connect();
                Statement other = quick.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO log VALUES ('long 1')");
            other.execute("INSERT INTO item VALUES (3, 'short')");
            statement.execute("INSERT INTO log VALUES ('long 2')");
            slow.commit();
        }
    }

    /** Postgres ends the connection in the middle of a transaction, of which most is still on its side. */
    private static EmbeddedRun.Watch restartingInTheMiddle(Database database) {
        Work work = () -> {
            database.execute("INSERT INTO log SELECT repeat('x', 8000) || g FROM generate_series(1, 3000) g");
            database.execute("INSERT INTO marker VALUES (1)");
        };
        Predicate<SourceRecord> middle = nth(20, changeOf("log"));
        EmbeddedRun.Watch watch = afterSnapshot(beginWith(database, work), then(changeOf("marker", 1), end()));
        return record -> {
            if (middle.test(record)) {
                database.execute("SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots"
                        + " WHERE slot_name = '" + database.name() + "' AND active");
            }
            return watch.cutsAfter(record);
        };
    }

    private static boolean isMirror(Database database, TursoServer turso) throws Exception {
        try {
            Oracle.assertMirrors(database, turso);
            return true;
        } catch (AssertionError difference) {
            return false;
        }
    }

    private static long count(TursoServer turso, String table) throws Exception {
        return turso.query("SELECT * FROM " + table).size();
    }
}
