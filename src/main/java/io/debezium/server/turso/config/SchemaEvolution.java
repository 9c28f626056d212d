package io.debezium.server.turso.config;

/** How far schema changes of the source are followed. */
public enum SchemaEvolution {
    /** All of them. */
    FULL,
    /** Never drops or rewrites. */
    ADDITIVE,
    /** A change stops the sink. */
    NONE
}
