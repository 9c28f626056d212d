package io.debezium.server.turso.table;

import io.debezium.server.turso.index.IndexSql;

/**
 * An index of a target table.
 *
 * @param name as it stands in the target
 * @param source its name in the source, in the schema of its table
 * @param sql what it is over
 * @param oid its identity in the source, which {@code REINDEX CONCURRENTLY} changes; 0 if it is not known
 * @param told number of the source's transaction by which it is as it is; 0 if it is not known
 */
public record IndexShape(String name, String source, IndexSql sql, long oid, long told) {

    /** The same index under another name in the target. */
    public IndexShape renamed(String newName) {
        return new IndexShape(newName, source, sql, oid, told);
    }

    /** The same index, as it is by another transaction. */
    public IndexShape toldBy(long transaction) {
        return new IndexShape(name, source, sql, oid, transaction);
    }

    /** Whether the source would tell the same of both but for the identity. */
    public boolean saysTheSame(IndexShape other) {
        return source.equals(other.source) && sql.equals(other.sql);
    }

    /** The same index as it may be in another source. */
    IndexShape anonymous() {
        return new IndexShape(name, source, sql, 0, 0);
    }

    /** Whether both are made by the same statement. */
    boolean isLike(IndexShape other) {
        return name.equals(other.name) && sql.equals(other.sql);
    }
}
