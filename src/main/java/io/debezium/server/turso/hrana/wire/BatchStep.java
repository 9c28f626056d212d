package io.debezium.server.turso.hrana.wire;

import io.debezium.server.turso.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One step of a batch.
 *
 * @param condition what must hold for the step to run, null if it always runs
 */
public record BatchStep(@Nullable BatchCond condition, Statement stmt) {

    /** A step that always runs. */
    public static BatchStep always(Statement stmt) {
        return new BatchStep(null, stmt);
    }

    /** A step that runs if step {@code index} succeeded. */
    public static BatchStep ifOk(int index, Statement stmt) {
        return new BatchStep(new BatchCond.Ok(index), stmt);
    }

    /** A step that runs if step {@code index} failed or was skipped. */
    public static BatchStep ifNotOk(int index, Statement stmt) {
        return new BatchStep(new BatchCond.Not(new BatchCond.Ok(index)), stmt);
    }
}
