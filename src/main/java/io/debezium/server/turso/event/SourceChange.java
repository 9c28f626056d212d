package io.debezium.server.turso.event;

/** What a source transaction changes: rows of a table, or a table itself. */
public sealed interface SourceChange permits Change, SchemaChange {

    /** Approximate number of bytes that the change takes. */
    long weight();
}
