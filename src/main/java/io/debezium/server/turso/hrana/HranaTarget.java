package io.debezium.server.turso.hrana;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.hrana.failure.Redaction;
import io.debezium.server.turso.hrana.failure.SqlFailures;
import io.debezium.server.turso.hrana.wire.PipelineResponse;
import io.debezium.server.turso.hrana.wire.StatementCheck;
import io.debezium.server.turso.hrana.wire.StreamRequest;
import io.debezium.server.turso.hrana.wire.StreamResult;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;

/** A database behind Hrana over HTTP. Connects when it is first used; details of failures are fit for logs. */
public final class HranaTarget implements Target {
    private final HranaUrl url;
    private final Pipeline pipeline;

    private HranaTarget(HranaUrl url, Pipeline pipeline) {
        this.url = url;
        this.pipeline = pipeline;
    }

    /**
     * A target that has not connected yet.
     *
     * @throws IllegalArgumentException if the certificate file cannot be read
     */
    public static HranaTarget open(HranaOptions options) {
        Pipeline pipeline = new Pipeline(new HttpTransport(options), options.tokenSource(), InstantSource.system());
        return new HranaTarget(options.url(), pipeline);
    }

    @Override
    public Outcome commit(Transaction transaction) throws InterruptedException {
        TransactionBatch batch = new TransactionBatch(transaction);
        Optional<Failure> refusal = batch.refusal();
        if (refusal.isPresent()) {
            return new Outcome.NotCommitted(refusal.get());
        }
        try {
            return redacted(batch.outcome(pipeline.send(batch.request(), transaction.longer())));
        } catch (NoAnswerException none) {
            return redacted(none.verdict().toOutcome());
        }
    }

    @Override
    public List<List<SqlValue>> query(Statement statement) throws TargetException, InterruptedException {
        Optional<String> problem = StatementCheck.problem(statement);
        if (problem.isPresent()) {
            throw new TargetException(Failure.of(FailureKind.STATEMENT, problem.get()));
        }
        try {
            return rows(pipeline.send(new StreamRequest.Execute(statement, true), Duration.ZERO));
        } catch (NoAnswerException none) {
            throw new TargetException(redacted(none.verdict().failure()));
        }
    }

    @Override
    public String description() {
        return url.description();
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private List<List<SqlValue>> rows(PipelineResponse response) throws TargetException {
        if (!response.results().isEmpty()) {
            switch (response.results().getFirst()) {
                case StreamResult.Execute execute -> {
                    return execute.result().rows();
                }
                case StreamResult.Failed failed ->
                    throw new TargetException(
                            redacted(SqlFailures.verdict(failed.error(), "", -1).failure()));
                case StreamResult.Batch batch -> {}
                case StreamResult.Close close -> {}
            }
        }
        throw new TargetException(Failure.of(FailureKind.ANSWER_LOST, "the answer does not fit the request"));
    }

    private Outcome redacted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed committed -> committed;
            case Outcome.Fenced fenced -> fenced;
            case Outcome.NotCommitted not -> new Outcome.NotCommitted(redacted(not.failure()));
            case Outcome.Unknown unknown -> new Outcome.Unknown(redacted(unknown.failure()));
        };
    }

    private Failure redacted(Failure failure) {
        return Redaction.of(failure, pipeline.sentTokens());
    }
}
