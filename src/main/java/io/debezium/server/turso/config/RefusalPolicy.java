package io.debezium.server.turso.config;

/** What to do when the target refuses for a reason that only a person can mend. */
public enum RefusalPolicy {
    /** Try again slowly, and say so. */
    WAIT,
    /** End the server. */
    STOP
}
