package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

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
        RowStatement rows = java.util.Objects.requireNonNull(failed.rows());
        List<Step> instead = new ArrayList<>();
        for (Statement half : StagedStep.halves(failed)) {
            instead.add(failed.with(half));
        }
        if (instead.isEmpty()) {
            List<SqlValue> args = arguments(failed);
            for (Statement half : rows.halves(args)) {
                instead.add(failed.with(half));
            }
            if (instead.isEmpty()) {
                instead.add(letters.letter(failed, rows.image(args), failure, lsn));
            }
        }
        List<Step> narrowed = new ArrayList<>(steps);
        narrowed.remove(failure.step());
        narrowed.addAll(failure.step(), instead);
        letters.requireRoom(narrowed, failure.detail());
        return narrowed;
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
