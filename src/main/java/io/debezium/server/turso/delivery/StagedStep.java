package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.debezium.server.turso.plan.RowStatement;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlParameters;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/** Steps that take their arguments from {@code _cdc_staged} instead of carrying them. */
final class StagedStep {
    private StagedStep() {}

    /** {@code original}, which is additive, over the rows of all values from {@code first} to {@code last}. */
    static Step ofRows(Step original, String source, long first, long last) {
        String sql = Objects.requireNonNull(original.rows()).over(StageTable.rows("?1", "?2", "?3"));
        return step(original, sql, Stream.of(SqlValue.of(source), SqlValue.of(first), SqlValue.of(last)));
    }

    /** {@code original} with its arguments from {@code first} on. */
    static Step ofArguments(Step original, String source, long first) {
        Statement statement = original.statement();
        String sql = SqlParameters.replace(statement.sql(), number -> StageTable.value("?1", "?" + (number + 1)));
        Stream<SqlValue> places =
                LongStream.range(first, first + statement.args().size()).mapToObj(SqlValue::of);
        return step(original, sql, Stream.concat(Stream.of(SqlValue.of(source)), places));
    }

    /** One text for all steps that do the same: there may be thousands. */
    private static Step step(Step original, String sql, Stream<SqlValue> arguments) {
        return original.with(new Statement(sql.intern(), arguments.toList()));
    }

    /** Two statements that together do what that of {@code step} does; empty if it does not take several values' rows. */
    static List<Statement> halves(Step step) {
        if (!isOfRows(step)) {
            return List.of();
        }
        long first = number(step, 1);
        long last = number(step, 2);
        if (first == last) {
            return List.of();
        }
        long middle = first + (last - first) / 2;
        return List.of(of(step, first, middle), of(step, middle + 1, last));
    }

    private static Statement of(Step step, long first, long last) {
        Statement statement = step.statement();
        return new Statement(
                statement.sql(), List.of(statement.args().getFirst(), SqlValue.of(first), SqlValue.of(last)));
    }

    /** Where {@code step}, which has no halves, has its arguments in {@code _cdc_staged}; empty if it carries them. */
    static List<Long> places(Step step) {
        if (!isStaged(step)) {
            return List.of();
        }
        int end = isOfRows(step) ? 2 : step.statement().args().size();
        return LongStream.range(1, end)
                .map(argument -> number(step, (int) argument))
                .boxed()
                .toList();
    }

    private static boolean isOfRows(Step step) {
        RowStatement rows = step.rows();
        return rows != null && rows.additive() && isStaged(step);
    }

    private static boolean isStaged(Step step) {
        RowStatement rows = step.rows();
        return rows != null && !rows.sql().equals(step.statement().sql());
    }

    private static long number(Step step, int argument) {
        return ((SqlValue.Int) step.statement().args().get(argument)).value();
    }
}
