package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The target against a real Turso engine. */
final class TursodbIT {
    private static final Outcome COMMITTED = new Outcome.Committed();
    private TursodbProcess tursodb;
    private HranaTarget target;
    private long lsn;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        tursodb = TursodbProcess.start(directory);
        target = Targets.open(tursodb.url());
        Transaction tables = new Transaction(
                Statement.of("CREATE TABLE f (id INTEGER PRIMARY KEY, lsn INTEGER NOT NULL)"),
                List.of(
                        Statement.of("INSERT INTO f VALUES (1, 0)"),
                        Statement.of("CREATE TABLE t (id INTEGER PRIMARY KEY, r REAL, x TEXT, b BLOB)")));
        assertThat(target.commit(tables)).isEqualTo(COMMITTED);
    }

    @AfterEach
    void stop() {
        target.close();
        tursodb.close();
    }

    @Test
    void anAppliedTransactionIsFencedWhenItComesAgain() throws InterruptedException, TargetException {
        Transaction once = new Transaction(fence(7), List.of(Statement.of("INSERT INTO t (x) VALUES ('once')")));

        assertThat(target.commit(once)).isEqualTo(COMMITTED);
        assertThat(target.commit(once)).isEqualTo(new Outcome.Fenced());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFailingStatementInTheMiddleUndoesTheWhole() throws InterruptedException, TargetException {
        Outcome outcome = commit(
                Statement.of("INSERT INTO t (id) VALUES (1)"),
                Statement.of("INSERT INTO t (id) VALUES (1)"),
                Statement.of("INSERT INTO t (id) VALUES (2)"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> {
            assertThat(not.failure().kind()).isEqualTo(FailureKind.CONSTRAINT);
            assertThat(not.failure().failedStep()).hasValue(1);
        });
        assertThat(count()).isZero();
        assertThat(commit()).isEqualTo(COMMITTED);
    }

    @Test
    void aStatementThatDoesNotParseIsNamed() throws InterruptedException {
        assertThat(commit(Statement.of("SELECT 1"), Statement.of("INSERT INTO missing VALUES (1)")))
                .isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> {
                    assertThat(not.failure().kind()).isEqualTo(FailureKind.STATEMENT);
                    assertThat(not.failure().failedStep()).hasValue(1);
                });
    }

    @Test
    void aTransactionThatAnotherClientLeftOpenIsEndedForTheNextAttempt() throws InterruptedException, TargetException {
        target.query(Statement.of("BEGIN"));

        assertThat(commit()).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> assertThat(
                        not.failure().kind())
                .isEqualTo(FailureKind.BUSY));
        assertThat(commit()).isEqualTo(COMMITTED);
    }

    @Test
    void valuesComeBackAsTheyWere() throws InterruptedException, TargetException {
        List<List<SqlValue>> rows = List.of(
                row(Long.MIN_VALUE, 0.1 + 0.2, "", new byte[0]),
                row(-1, 41.40338999999999, "Grüße, 世界 😀 \"'\\/\u0001\n", new byte[] {0, -1, 127, -128}),
                row(Long.MAX_VALUE, -1.7976931348623157e99, "a?1", new byte[] {1}),
                List.of(SqlValue.of(1), SqlValue.NULL, SqlValue.NULL, SqlValue.NULL));
        for (List<SqlValue> row : rows) {
            assertThat(commit(new Statement("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", row)))
                    .isEqualTo(COMMITTED);
        }

        assertThat(target.query(Statement.of("SELECT * FROM t"))).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void aBodyOfTwentyMegabytesArrives() throws InterruptedException, TargetException {
        String text = "0123456789".repeat(100_000);
        List<Statement> work = Stream.generate(() -> Statement.of("INSERT INTO t (x) VALUES (?1)", SqlValue.of(text)))
                .limit(20)
                .toList();

        assertThat(target.commit(new Transaction(fence(++lsn), work))).isEqualTo(COMMITTED);
        assertThat(target.query(Statement.of("SELECT count(*), sum(length(x)) FROM t")))
                .containsExactly(List.of(SqlValue.of(20), SqlValue.of(20_000_000)));
    }

    @Test
    void aThousandCommitsLeaveNoConnectionBehind() throws InterruptedException, TargetException, IOException {
        commit();
        long before = openFiles();
        for (int i = 0; i < 1000; i++) {
            assertThat(commit(Statement.of("INSERT INTO t (x) VALUES ('x')"))).isEqualTo(COMMITTED);
        }

        assertThat(count()).isEqualTo(1000);
        assertThat(openFiles()).isLessThanOrEqualTo(before + 5);
    }

    @Test
    void aKilledServerIsUnreachableAndNothingElse() throws InterruptedException {
        tursodb.close();

        assertThatThrownBy(() -> target.query(Statement.of("SELECT 1")))
                .isInstanceOfSatisfying(
                        TargetException.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.UNREACHABLE));
    }

    private Outcome commit(Statement... work) throws InterruptedException {
        return target.commit(new Transaction(fence(++lsn), List.of(work)));
    }

    private static Statement fence(long lsn) {
        return Statement.of("UPDATE f SET lsn = CASE WHEN lsn < ?1 THEN ?1 END WHERE id = 1", SqlValue.of(lsn));
    }

    private long count() throws TargetException, InterruptedException {
        List<List<SqlValue>> rows = target.query(Statement.of("SELECT count(*) FROM t"));
        return rows.getFirst().getFirst() instanceof SqlValue.Int count ? count.value() : -1;
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static List<SqlValue> row(long id, double real, String text, byte[] bytes) {
        return List.of(SqlValue.of(id), SqlValue.of(real), SqlValue.of(text), SqlValue.of(bytes));
    }
}
