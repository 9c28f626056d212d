package io.debezium.server.turso.delivery;

import io.debezium.server.turso.plan.BatchPlanner;

/**
 * How much is gathered for one transaction on the target. Whole source transactions may exceed it.
 *
 * @param rows row changes from which on nothing more is waited for
 * @param bytes approximate bytes from which on nothing more is waited for
 */
public record StreamLimits(int rows, long bytes) {
    public StreamLimits {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    boolean isReached(long gatheredRows, long gatheredBytes) {
        return gatheredRows >= rows || gatheredBytes >= bytes;
    }

    boolean isReached(BatchPlanner planner) {
        return isReached(planner.rows(), planner.weight());
    }
}
