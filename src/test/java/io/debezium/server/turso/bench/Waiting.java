package io.debezium.server.turso.bench;

import java.time.Duration;

/** Waits for what is observable, up to a deadline; nothing in the tests sleeps for luck. */
public final class Waiting {
    /** How long a test waits for what takes seconds on a machine that has time for it. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /** Something that comes true some time; it may throw while it cannot be told yet. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so now. */
        boolean holds() throws Exception;
    }

    /**
     * Returns once {@code condition} holds.
     *
     * @param what ends the sentence "waited in vain for …"
     * @throws AssertionError when {@code limit} has passed; its cause is what the condition threw last
     */
    public static void until(String what, Duration limit, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Throwable last = null;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
                last = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + " (" + limit.toSeconds() + " s)", last);
            }
            Thread.sleep(PAUSE);
        }
    }
}
