package io.debezium.server.turso.table;

/** What becomes of a table in the target when it was dropped in the source. */
public enum DropPolicy {
    /** It is dropped too. */
    DROP,
    /** It stays as it was, and is no part of the mirror any more. */
    KEEP,
    /** It is renamed, so that a new table can have its name. */
    RENAME
}
