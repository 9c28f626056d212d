package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;

/** What can be done about a step that the target rejects, other than to stop. */
interface Remedy {

    /** Whether {@code failure} may be the fault of one of {@code steps} that can be done in another way. */
    boolean mayHelp(Failure failure, List<Step> steps) throws InterruptedException;

    /** The steps to try instead of {@code steps}, of which one failed; {@code lsn} is for the dead letter. */
    List<Step> narrow(List<Step> steps, Failure failure, long lsn) throws InterruptedException;
}
