package io.debezium.server.turso.guard;

/**
 * What a mirror is of.
 *
 * @param system the identifier that Postgres gives itself when its data directory is made; copies of that share it
 * @param timeline of its history: a promoted standby or a restored backup begins a new one
 * @param database the database's name
 * @param slot the replication slot's name
 */
public record SourceIdentity(String system, long timeline, String database, String slot) {

    /** Whether {@code other} is the same slot in the same database, whatever happened to the server since. */
    public boolean isSameSlot(SourceIdentity other) {
        return isSameDatabase(other) && slot.equals(other.slot);
    }

    /** Whether this may be what became of {@code other}: the first timeline descends from none. */
    public boolean isDescendantOf(SourceIdentity other) {
        return isSameDatabase(other) && timeline > 1 && timeline != other.timeline;
    }

    boolean isSameDatabase(SourceIdentity other) {
        return system.equals(other.system) && database.equals(other.database);
    }
}
