package io.debezium.server.turso.delivery;

import java.time.Duration;

/**
 * How much waits in {@code _cdc_staged} for a plan.
 *
 * @param values rows of that table
 * @param bytes about how much they take
 */
record Staged(long values, long bytes) {
    static final Staged NONE = new Staged(0, 0);

    /** Slower than any target that was measured applied what was staged. */
    private static final long BYTES_A_SECOND = 250_000;

    boolean isEmpty() {
        return values == 0;
    }

    Staged plus(long valueBytes) {
        return new Staged(values + 1, bytes + valueBytes);
    }

    /** How much longer than another transaction one may take that applies all of this. */
    Duration longer() {
        return Duration.ofSeconds(bytes / BYTES_A_SECOND);
    }
}
