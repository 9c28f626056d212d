package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.debezium.server.turso.plan.RowStatement;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/** Narrows a failing step down to the row at fault by bisection, and puts a dead letter in that row's place. */
final class Isolation implements Remedy {
    private final DeadLetters letters;
    private final StagedValues staged;

    /** Reads what a staged step takes from {@code _cdc_staged}. */
    @FunctionalInterface
    interface StagedValues {
        SqlValue at(long place) throws InterruptedException;
    }

    Isolation(DeadLetters letters, StagedValues staged) {
        this.letters = letters;
        this.staged = staged;
    }

    @Override
    public boolean mayHelp(Failure failure, List<Step> steps) {
        return letters.accept(failure, steps) && steps.get(failure.step()).rows() != null;
    }

    /** {@code steps} with two halves in the place of the one that failed, or the dead letter of its only row. */
    @Override
    public List<Step> narrow(List<Step> steps, Failure failure, long lsn) throws InterruptedException {
        Step failed = steps.get(failure.step());
        List<Step> instead = new ArrayList<>();
        for (Statement half : halves(failed)) {
            instead.add(failed.with(half));
        }
        if (instead.isEmpty()) {
            instead.add(letters.letter(failed, rows(failed).image(arguments(failed)), failure, lsn));
        }
        List<Step> narrowed = new ArrayList<>(steps);
        narrowed.remove(failure.step());
        narrowed.addAll(failure.step(), instead);
        letters.requireRoom(narrowed, failure.detail());
        return narrowed;
    }

    /** Two statements that together do what that of {@code step} does; empty if it is of one row. */
    private List<Statement> halves(Step step) throws InterruptedException {
        List<Statement> ofValues = StagedStep.halves(step);
        return ofValues.isEmpty() ? rows(step).halves(arguments(step)) : ofValues;
    }

    private static RowStatement rows(Step step) {
        return Objects.requireNonNull(step.rows());
    }

    private List<SqlValue> arguments(Step step) throws InterruptedException {
        List<Long> places = StagedStep.places(step);
        if (places.isEmpty()) {
            return step.statement().args();
        }
        List<SqlValue> arguments = new ArrayList<>();
        for (long place : places) {
            arguments.add(staged.at(place));
        }
        return arguments;
    }
}
