package io.debezium.server.turso.table;

/**
 * A partition whose rows a snapshot reads, but whose changes are in no WAL.
 *
 * @param foreign whether it is a table of another server; else it is UNLOGGED
 */
public record UnsentPartition(TableId id, boolean foreign) {

    /** Why {@code root} cannot be mirrored with it, and what to do. */
    public String problem(TableId root) {
        return "partition " + id + " of " + root + " is " + (foreign ? "a foreign table" : "UNLOGGED")
                + ": a snapshot reads its rows, but Postgres does not send their changes. Run "
                + (foreign
                        ? "ALTER TABLE " + root.quoted() + " DETACH PARTITION " + id.quoted()
                        : "ALTER TABLE " + id.quoted() + " SET LOGGED")
                + ", or add " + root + " to debezium.source.table.exclude.list."
                + " Where the mirror has rows of it already, load it anew (debezium.sink.turso.snapshot.again).";
    }
}
