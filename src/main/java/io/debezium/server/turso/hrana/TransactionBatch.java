package io.debezium.server.turso.hrana;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.hrana.failure.SqlFailures;
import io.debezium.server.turso.hrana.failure.Verdict;
import io.debezium.server.turso.hrana.wire.BatchStep;
import io.debezium.server.turso.hrana.wire.HranaError;
import io.debezium.server.turso.hrana.wire.PipelineResponse;
import io.debezium.server.turso.hrana.wire.StatementCheck;
import io.debezium.server.turso.hrana.wire.StepResult;
import io.debezium.server.turso.hrana.wire.StreamRequest;
import io.debezium.server.turso.hrana.wire.StreamResult;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;

/**
 * A transaction as one batch, and what the batch's answer says about it.
 *
 * <p>Steps: BEGIN IMMEDIATE, the fence, the work, COMMIT, each only if the one before it succeeded; then ROLLBACK, only
 * if COMMIT did not. The ROLLBACK runs after a failed BEGIN too: on tursodb, whose clients share one connection, it ends
 * the transaction that another client left open and that BEGIN failed for.
 */
record TransactionBatch(Transaction transaction) {
    private static final int BEGIN = 0;
    private static final int FENCE = 1;
    private static final int WORK = 2;

    /** Why it must not be sent; empty if it may. */
    Optional<Failure> refusal() {
        for (int step = FENCE; step < commit(); step++) {
            Optional<String> problem = StatementCheck.problem(statement(step));
            if (problem.isPresent()) {
                return Optional.of(
                        new Failure(FailureKind.STATEMENT, name(step) + problem.get(), null, workIndex(step)));
            }
        }
        return Optional.empty();
    }

    StreamRequest request() {
        List<BatchStep> steps = new ArrayList<>();
        steps.add(BatchStep.always(Statement.of("BEGIN IMMEDIATE")));
        for (int step = FENCE; step < commit(); step++) {
            steps.add(BatchStep.ifOk(step - 1, statement(step)));
        }
        steps.add(BatchStep.ifOk(commit() - 1, Statement.of("COMMIT")));
        steps.add(BatchStep.ifNotOk(commit(), Statement.of("ROLLBACK")));
        return new StreamRequest.Batch(steps);
    }

    /** What {@code response}, which came with HTTP 200, says. */
    Outcome outcome(PipelineResponse response) {
        if (response.results().isEmpty()) {
            return senseless("it holds no result");
        }
        return switch (response.results().getFirst()) {
            case StreamResult.Failed failed ->
                SqlFailures.verdict(failed.error(), "", -1).toOutcome();
            case StreamResult.Batch batch -> outcome(batch.steps());
            case StreamResult.Execute execute -> senseless("its result is not a batch's");
            case StreamResult.Close close -> senseless("its result is not a batch's");
        };
    }

    private Outcome outcome(List<StepResult> steps) {
        if (steps.size() != commit() + 2) {
            return senseless("it has " + steps.size() + " steps in place of " + (commit() + 2));
        }
        if (steps.get(commit()) instanceof StepResult.Ok) {
            return new Outcome.Committed();
        }
        for (int step = BEGIN; step <= commit(); step++) {
            if (steps.get(step) instanceof StepResult.Failed failed) {
                boolean rolledBack = steps.getLast() instanceof StepResult.Ok;
                return outcome(step, failed.error(), rolledBack);
            }
        }
        return senseless("no step failed and COMMIT did not run");
    }

    private Outcome outcome(int step, HranaError error, boolean rolledBack) {
        Verdict verdict = SqlFailures.verdict(error, name(step), workIndex(step));
        FailureKind kind = verdict.failure().kind();
        if (step == FENCE && kind == FailureKind.CONSTRAINT) {
            return new Outcome.Fenced();
        }
        // A COMMIT that failed half-way is proved undone by the ROLLBACK, or by the lock having been taken away.
        boolean proved = step < commit() || rolledBack || kind == FailureKind.LOCK_STOLEN;
        return proved ? verdict.toOutcome() : new Outcome.Unknown(verdict.failure());
    }

    private static Outcome senseless(String detail) {
        return new Outcome.Unknown(
                Failure.of(FailureKind.ANSWER_LOST, "the answer does not fit the request: " + detail));
    }

    private Statement statement(int step) {
        return step == FENCE ? transaction.fence() : transaction.work().get(step - WORK);
    }

    private int commit() {
        return WORK + transaction.work().size();
    }

    private int workIndex(int step) {
        return step >= WORK && step < commit() ? step - WORK : -1;
    }

    private String name(int step) {
        if (step == commit()) {
            return "COMMIT: ";
        }
        return switch (step) {
            case BEGIN -> "BEGIN IMMEDIATE: ";
            case FENCE -> "fence: ";
            default -> "";
        };
    }
}
