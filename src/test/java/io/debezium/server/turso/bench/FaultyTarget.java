package io.debezium.server.turso.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;

/** A target behind a network that loses, delays and repeats transactions as a script says. */
public final class FaultyTarget implements Target {
    private final Target target;
    private final Iterator<Fault> script;
    private final List<Transaction> overtaking = new ArrayList<>();
    private final List<Transaction> late = new ArrayList<>();
    private final List<Transaction> received = new ArrayList<>();
    private final List<Outcome> repeated = new ArrayList<>();

    /** Faults come in the script's order; where it ends, they end. */
    public FaultyTarget(Target target, Iterator<Fault> script) {
        this.target = target;
        this.script = script;
    }

    /** Every transaction as the sink sent it, each attempt counted. */
    public List<Transaction> received() {
        return List.copyOf(received);
    }

    /** The answers to second executions of {@link Fault#TWICE}. */
    public List<Outcome> repeated() {
        return List.copyOf(repeated);
    }

    @Override
    public Outcome commit(Transaction transaction) throws InterruptedException {
        received.add(transaction);
        List<Transaction> before = drain(overtaking);
        List<Transaction> after = drain(late);
        run(before);
        Outcome outcome = commit(transaction, script.hasNext() ? script.next() : Fault.NONE);
        run(after);
        return outcome;
    }

    private Outcome commit(Transaction transaction, Fault fault) throws InterruptedException {
        return switch (fault) {
            case NONE -> target.commit(transaction);
            case ANSWER_LOST -> {
                target.commit(transaction);
                yield unknown();
            }
            case REQUEST_LOST -> unknown();
            case BUSY -> refused(FailureKind.BUSY);
            case UNAVAILABLE -> refused(FailureKind.UNAVAILABLE);
            case OVERTAKES_RETRY -> {
                overtaking.add(transaction);
                yield unknown();
            }
            case ARRIVES_AFTER_RETRY -> {
                late.add(transaction);
                yield unknown();
            }
            case TWICE -> {
                target.commit(transaction);
                Outcome second = target.commit(transaction);
                repeated.add(second);
                yield second;
            }
        };
    }

    @Override
    public List<List<SqlValue>> query(Statement statement) throws TargetException, InterruptedException {
        return target.query(statement);
    }

    @Override
    public String description() {
        return target.description();
    }

    @Override
    public void close() {
        target.close();
    }

    private void run(List<Transaction> transactions) throws InterruptedException {
        for (Transaction transaction : transactions) {
            target.commit(transaction);
        }
    }

    private static List<Transaction> drain(List<Transaction> waiting) {
        List<Transaction> drained = List.copyOf(waiting);
        waiting.clear();
        return drained;
    }

    private static Outcome unknown() {
        return new Outcome.Unknown(Failure.of(FailureKind.ANSWER_LOST, "scripted"));
    }

    private static Outcome refused(FailureKind kind) {
        return new Outcome.NotCommitted(Failure.of(kind, "scripted"));
    }
}
