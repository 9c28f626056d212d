package io.debezium.server.turso.table;

/** How far the mirror follows schema changes of the source. */
public enum SchemaEvolution {
    /** Every change that can be carried. */
    FULL,
    /** New tables and columns; nothing is dropped or rewritten. */
    ADDITIVE,
    /** None: a change stops the sink. */
    NONE
}
