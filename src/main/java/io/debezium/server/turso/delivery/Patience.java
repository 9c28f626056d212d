package io.debezium.server.turso.delivery;

import java.time.Duration;

/**
 * How much longer than others a transaction may take.
 *
 * @param longer from its first attempt on
 * @param more what it gets after a timeout
 */
record Patience(Duration longer, Duration more) {
    /** Until a transaction may take some thirty times as long. */
    private static final int MOST_DOUBLINGS = 5;

    /** For one that takes as long as tables are large: how large they are, nobody here knows. */
    private static final Duration OF_TABLES = Duration.ofMinutes(1);

    /** For one whose time depends on what it brings, {@code staged} included. */
    static Patience of(Staged staged) {
        return new Patience(staged.longer(), Duration.ZERO);
    }

    /** The same for one that also drops tables, builds them anew, or changes all of their rows. */
    static Patience ofTables(Staged staged) {
        return new Patience(staged.longer(), OF_TABLES);
    }

    /** After as many attempts that were given up: each begins anew, so it has to get further than the last. */
    Duration after(int timeouts) {
        long times = 1L << Math.min(timeouts, MOST_DOUBLINGS);
        return longer.multipliedBy(times).plus(more.multipliedBy(times - 1));
    }
}
