package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.debezium.server.turso.plan.RowStatement;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.TableId;

/**
 * The steps of a staged transaction, in an order with the same effect, and as few as that allows: one takes the rows of
 * many values where they do the same to one table, and nothing else is done to it in between.
 *
 * <p>Otherwise the request that applies them would grow with the transaction.
 */
final class StagedSteps {
    /** As many as still are some tens of megabytes, for which engines may need memory. */
    private static final int VALUES_OF_A_STEP = 64;

    /** More numbers than one step's values need: they are consecutive, whatever is staged in between. */
    private static final long NUMBERS_OF_A_STEP = 1 << 16;

    /** Below this many bytes a statement's arguments are not worth rows of their own. */
    private static final int LARGE = 100;

    private static final SqlValue NO_ROWS = SqlValue.of("[]");

    private final String source;
    private final List<Step> steps = new ArrayList<>();
    private final Map<TableId, Open> open = new HashMap<>();
    private long numbered;

    /** The last step of a table, if more rows may come to it. */
    private record Open(int place, RowStatement rows, long first, long last) {}

    /**
     * Where arguments are to be staged.
     *
     * @param place of the step that takes them
     * @param first number of the first of {@code arguments}
     * @param arguments to be staged under consecutive numbers
     */
    record Arguments(int place, long first, List<SqlValue> arguments) {}

    /** None yet, of a mirror of {@code source}. */
    StagedSteps(String source) {
        this.source = source;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    List<Step> all() {
        return List.copyOf(steps);
    }

    /** Takes the next step of the transaction. */
    Arguments add(Step original) {
        RowStatement rows = original.rows();
        if (rows == null) {
            // It may be of more than one table.
            open.clear();
        } else if (rows.additive()) {
            return addRows(original, rows);
        } else {
            open.remove(original.table());
        }
        List<SqlValue> arguments = original.statement().args();
        if (arguments.stream().mapToLong(StagedSteps::size).sum() < LARGE) {
            steps.add(original);
            return new Arguments(steps.size() - 1, 0, List.of());
        }
        long first = number();
        steps.add(StagedStep.ofArguments(original, source, first));
        return new Arguments(steps.size() - 1, first, arguments);
    }

    private Arguments addRows(Step original, RowStatement rows) {
        Open last = open.get(original.table());
        boolean more = last != null && last.rows().equals(rows) && last.last() - last.first() < VALUES_OF_A_STEP - 1;
        Open now;
        if (more) {
            now = new Open(Objects.requireNonNull(last).place(), rows, last.first(), last.last() + 1);
            steps.set(now.place(), StagedStep.ofRows(original, source, now.first(), now.last()));
        } else {
            long first = number();
            now = new Open(steps.size(), rows, first, first);
            steps.add(StagedStep.ofRows(original, source, first, first));
        }
        open.put(original.table(), now);
        return new Arguments(now.place(), now.last(), original.statement().args());
    }

    /**
     * Has {@code letter} done where the row of {@code original} cannot be.
     *
     * @param place of the step that took that row, and maybe others
     * @return what to stage instead of the row; not NULL, of which the Turso engine's json_each makes a row
     */
    SqlValue setAside(Step original, int place, Step letter) {
        if (Objects.requireNonNull(original.rows()).additive()) {
            steps.add(letter);
            return NO_ROWS;
        }
        steps.set(place, letter);
        return SqlValue.NULL;
    }

    void clear() {
        steps.clear();
        open.clear();
    }

    private long number() {
        return NUMBERS_OF_A_STEP * numbered++;
    }

    /** About how many bytes {@code value} takes. */
    static long size(SqlValue value) {
        return switch (value) {
            case SqlValue.Text text -> text.value().length();
            case SqlValue.Blob blob -> blob.size();
            case SqlValue.Null none -> 1;
            case SqlValue.Int integer -> Long.BYTES;
            case SqlValue.Real real -> Double.BYTES;
        };
    }
}
