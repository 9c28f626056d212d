package io.debezium.server.turso.table;

/** Whether Postgres computes a column, and where its values are. */
public enum Generation {
    /** It does not. */
    NONE,
    /** Stored in the rows, and streamed only by publications that are told to (Postgres 18). */
    STORED,
    /** Computed when read, and never streamed. */
    VIRTUAL
}
