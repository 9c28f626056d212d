package io.debezium.server.turso.config;

/** Text that must not reach a log: its {@code toString} does not show it. */
public record Secret(String reveal) {

    /** What stands in a secret's place. */
    public static final String HIDDEN = "(hidden)";

    @Override
    public String toString() {
        return HIDDEN;
    }
}
