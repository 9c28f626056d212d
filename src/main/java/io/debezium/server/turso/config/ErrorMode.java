package io.debezium.server.turso.config;

/** What becomes of a row that cannot be applied. */
public enum ErrorMode {
    /** It ends the server. */
    STOP,
    /** It is set aside. */
    DEAD_LETTER
}
