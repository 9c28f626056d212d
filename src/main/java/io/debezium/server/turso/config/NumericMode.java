package io.debezium.server.turso.config;

/** How {@code numeric} columns are stored. */
public enum NumericMode {
    /** INTEGER or REAL where every digit survives, else TEXT. */
    EXACT,
    /** Always TEXT. */
    TEXT,
    /** Always REAL: lossy, for those who want arithmetic. */
    REAL
}
