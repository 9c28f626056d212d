package io.debezium.server.turso.hrana;

import java.util.List;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.hrana.wire.MalformedAnswerException;
import io.debezium.server.turso.hrana.wire.PipelineDecoder;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps of the transaction in these tests: 0 BEGIN, 1 fence, 2 and 3 work, 4 COMMIT, 5 ROLLBACK. */
final class TransactionBatchTest {
    private static final TransactionBatch BATCH = new TransactionBatch(new Transaction(
            Statement.of("UPDATE f SET lsn = ?1", SqlValue.of(5)),
            List.of(Statement.of("INSERT INTO a VALUES (1)"), Statement.of("INSERT INTO b VALUES (1)"))));

    @Test
    void onlyTheResultOfCommitIsSuccess() throws MalformedAnswerException {
        assertThat(outcome(HranaAnswers.committed(2))).isEqualTo(new Outcome.Committed());
    }

    @ParameterizedTest(name = "step {0} {1}: {2} {3}, work {4}")
    @CsvSource(delimiter = '|', textBlock = """
        0 | SQLITE_BUSY         | NotCommitted | BUSY        | -1
        0 | BATCH_STEP_ERROR    | NotCommitted | STATEMENT   | -1
        1 | SQLITE_CONSTRAINT   | Fenced       |             |
        1 | SQLITE_BUSY         | NotCommitted | BUSY        | -1
        1 | SQLITE_ERROR        | NotCommitted | STATEMENT   | -1
        2 | SQLITE_CONSTRAINT   | NotCommitted | CONSTRAINT  | 0
        3 | SQLITE_TOOBIG       | NotCommitted | TOO_LARGE   | 1
        3 | TRANSACTION_TIMEOUT | NotCommitted | LOCK_STOLEN | 1
        3 | PROXY_ERROR         | Unknown      | UNAVAILABLE | 1
        4 | SQLITE_BUSY         | NotCommitted | BUSY        | -1
        4 | SQLITE_CONSTRAINT   | NotCommitted | CONSTRAINT  | -1
        4 | PROXY_ERROR         | Unknown      | UNAVAILABLE | -1
        """)
    void aFailedStepDecides(int step, String code, String outcome, FailureKind kind, Integer work)
            throws MalformedAnswerException {
        Outcome read = outcome(HranaAnswers.failed(2, step, code, "m"));

        assertThat(read.getClass().getSimpleName()).isEqualTo(outcome);
        switch (read) {
            case Outcome.NotCommitted not -> assertFailure(not.failure(), kind, work);
            case Outcome.Unknown unknown -> assertFailure(unknown.failure(), kind, work);
            case Outcome.Fenced fenced -> assertThat(kind).isNull();
            case Outcome.Committed committed -> assertThat(kind).isNull();
        }
    }

    @Test
    void theFenceOfTursodbIsKnownByItsMessage() throws MalformedAnswerException {
        String answer =
                HranaAnswers.failed(2, 1, "BATCH_STEP_ERROR", "Runtime error: NOT NULL constraint failed: f.lsn (19)");

        assertThat(outcome(answer)).isEqualTo(new Outcome.Fenced());
    }

    @Test
    void aCommitThatFailedIsUndecidedUnlessTheRollbackRanOrTheLockWasTaken() throws MalformedAnswerException {
        assertThat(outcome(rollbackFailed("SQLITE_IOERR"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(rollbackFailed("SQLITE_BUSY"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(rollbackFailed("TRANSACTION_TIMEOUT"))).isInstanceOf(Outcome.NotCommitted.class);
    }

    @Test
    void aBatchThatFailedAsAWholeIsNotCommitted() throws MalformedAnswerException {
        assertThat(outcome(HranaAnswers.requestFailed("SQL_PARSE_ERROR", "near x")))
                .isEqualTo(new Outcome.NotCommitted(Failure.of(FailureKind.STATEMENT, "SQL_PARSE_ERROR: near x")));
    }

    @Test
    void anAnswerThatMayHaveBeenLostOnTheServerIsUndecided() throws MalformedAnswerException {
        assertThat(outcome(HranaAnswers.requestFailed("RESPONSE_TOO_LARGE", "m")))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anAnswerOfAnotherLengthIsUndecided(int work) throws MalformedAnswerException {
        assertThat(outcome(HranaAnswers.committed(work))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void anAnswerToAnotherRequestIsUndecided() throws MalformedAnswerException {
        assertThat(outcome(HranaAnswers.rows("[]"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome("{\"results\":[]}")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aStatementWithTooFewArgumentsIsNotSent() {
        Transaction transaction = new Transaction(Statement.of("x"), List.of(Statement.of("y"), Statement.of("?1")));

        assertThat(new TransactionBatch(transaction).refusal())
                .hasValueSatisfying(failure -> assertFailure(failure, FailureKind.STATEMENT, 1));
        assertThat(BATCH.refusal()).isEmpty();
    }

    private static void assertFailure(Failure failure, FailureKind kind, Integer work) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.step()).isEqualTo(work);
    }

    private static String rollbackFailed(String code) {
        String done = "{\"rows\":[]}";
        String error = "{\"message\":\"m\",\"code\":\"" + code + "\"}";
        return "{\"results\":[{\"type\":\"ok\",\"response\":{\"type\":\"batch\",\"result\":{\"step_results\":["
                + String.join(",", done, done, done, done, "null", "null") + "],\"step_errors\":["
                + String.join(",", "null", "null", "null", "null", error, error) + "]}}}]}";
    }

    private static Outcome outcome(String answer) throws MalformedAnswerException {
        return BATCH.outcome(new PipelineDecoder().decode(Buffer.buffer(answer)));
    }
}
