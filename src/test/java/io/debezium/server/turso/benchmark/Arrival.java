package io.debezium.server.turso.benchmark;

import io.debezium.server.turso.bench.Waiting;

/**
 * How a row was waited for, by a reader that asks Turso again and again.
 *
 * @param milliseconds until it was there
 * @param longestQuestion of the reader's, in milliseconds
 */
record Arrival(double milliseconds, double longestQuestion) {
    private static final double LIMIT = Waiting.PATIENCE.toMillis();

    /** Waits for a row, from now on. */
    static Arrival of(long id, MeasuredServer server) throws Exception {
        long began = System.nanoTime();
        double longest = 0;
        boolean there = false;
        while (!there) {
            long asked = System.nanoTime();
            there = server.has(id);
            longest = Math.max(longest, millisecondsSince(asked));
            if (millisecondsSince(began) > LIMIT) {
                throw new AssertionError("row " + id + " did not arrive");
            }
        }
        return new Arrival(millisecondsSince(began), longest);
    }

    static double millisecondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e6;
    }
}
