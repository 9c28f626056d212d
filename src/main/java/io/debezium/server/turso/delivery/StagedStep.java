package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlParameters;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/**
 * A step that takes its large arguments from {@code _cdc_staged} instead of carrying them.
 *
 * @param step the same as before, but small
 * @param arguments what it takes from there, one row each with consecutive numbers
 */
record StagedStep(Step step, List<SqlValue> arguments) {
    /** Below this many bytes an argument is not worth a row of its own. */
    private static final int LARGE = 100;

    StagedStep {
        arguments = List.copyOf(arguments);
    }

    /** {@code original} as a staged step, whose arguments are numbered from {@code first} on. */
    static StagedStep of(Step original, String source, long first) {
        List<SqlValue> staged = new ArrayList<>();
        List<SqlValue> carried = new ArrayList<>(List.of(SqlValue.of(source)));
        List<String> parameters = new ArrayList<>();
        for (SqlValue argument : original.statement().args()) {
            boolean large = size(argument) >= LARGE;
            carried.add(large ? SqlValue.of(first + staged.size()) : argument);
            String parameter = "?" + carried.size();
            parameters.add(large ? SystemTables.stagedValue("?1", parameter) : parameter);
            if (large) {
                staged.add(argument);
            }
        }
        if (staged.isEmpty()) {
            return new StagedStep(original, List.of());
        }
        String sql = SqlParameters.replace(original.statement().sql(), number -> parameters.get(number - 1));
        return new StagedStep(
                new Step(original.table(), original.action(), new Statement(sql.intern(), carried)), staged);
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
