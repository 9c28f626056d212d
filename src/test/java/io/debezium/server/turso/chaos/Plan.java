package io.debezium.server.turso.chaos;

import java.time.Duration;

/**
 * What one run does. It goes on until every kind of fault has happened, unless that takes longer than its patience.
 *
 * @param seed of the transactions, the disturbances and the faults of the network
 * @param time how long it goes on at least
 * @param faults how many there are at least, of processes and of the network together
 * @param reads how many states of Turso are checked at least
 * @param refusalsCount whether the run also ends when the sink itself gives up: it must not, but a defect has to be seen in
 *     Turso, by a reader who does not ask the sink
 * @param progress how many transactions arrive at most before the next disturbance
 * @param patience how long nothing may arrive in Turso before the mirror counts as stuck
 */
public record Plan(
        long seed, Duration time, int faults, long reads, boolean refusalsCount, int progress, Duration patience) {
    /** A server that has only just begun to stream has not acknowledged anything yet. */
    static final int USUAL_PROGRESS = 150;
}
