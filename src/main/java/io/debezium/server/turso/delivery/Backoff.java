package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between attempts: doubling from {@code initial} to {@code longest}, each between half and all of that.
 */
public record Backoff(Duration initial, Duration longest) {

    /** The wait after the {@code attempt}-th failure in a row, counted from 1. */
    public Duration after(int attempt, RandomGenerator random) {
        int doublings = Math.min(attempt - 1, 30);
        long millis = Math.min(initial.toMillis() << doublings, longest.toMillis());
        if (millis <= 0) {
            return longest;
        }
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
