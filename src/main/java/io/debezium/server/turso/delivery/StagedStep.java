package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlParameters;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/**
 * A step that takes its arguments from {@code _cdc_staged} instead of carrying them, if they are large.
 *
 * @param step the same as before, but small
 * @param arguments what it takes from there, one row each with consecutive numbers
 */
record StagedStep(Step step, List<SqlValue> arguments) {
    /** Below this many bytes a statement's arguments are not worth rows of their own. */
    private static final int LARGE = 100;

    StagedStep {
        arguments = List.copyOf(arguments);
    }

    /** {@code original} as a staged step, whose arguments are numbered from {@code first} on. */
    static StagedStep of(Step original, String source, long first) {
        Statement statement = original.statement();
        if (statement.args().stream().mapToLong(StagedStep::size).sum() < LARGE) {
            return new StagedStep(original, List.of());
        }
        String sql =
                SqlParameters.replace(statement.sql(), number -> SystemTables.stagedValue("?1", "?" + (number + 1)));
        List<SqlValue> places = Stream.concat(
                        Stream.of(SqlValue.of(source)),
                        LongStream.range(first, first + statement.args().size()).mapToObj(SqlValue::of))
                .toList();
        // One text for all steps that do the same: there may be many thousand.
        return new StagedStep(original.with(new Statement(sql.intern(), places)), statement.args());
    }

    /** Where {@code step} has its arguments in {@code _cdc_staged}; empty if it carries them. */
    static List<Long> places(Step step) {
        boolean staged = step.rows() != null
                && !step.rows().sql().equals(step.statement().sql());
        return staged
                ? step.statement().args().stream()
                        .skip(1)
                        .map(place -> ((SqlValue.Int) place).value())
                        .toList()
                : List.of();
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
