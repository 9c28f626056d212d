package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.List;

/**
 * The replication slot of an initial snapshot, which has to be made with the snapshot.
 *
 * <p>Only then do the rows that are read and the changes that are streamed meet at one point. Beside a slot that exists,
 * the connector reads each table at a moment of its own, later than the LSN from which it then streams: changes of the
 * time between arrive twice, and a transaction that was in the WAL but not yet visible does not arrive at all.
 */
public final class SnapshotSlot {
    private static final String USER = """
            SELECT s.active, coalesce('process ' || s.active_pid, 'another process')
                || coalesce(' of ' || nullif(a.application_name, ''), '') || coalesce(' at ' || a.client_addr, '')
            FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid WHERE s.slot_name = ?
            """;

    private final SourceDatabase source;

    private record User(boolean active, String name) {}

    /** The slot that the settings of {@code source} name. */
    public SnapshotSlot(SourceDatabase source) {
        this.source = source;
    }

    /**
     * Drops the slot if it is this mirror's own and nobody reads from it.
     *
     * @param own whether this mirror has made it, and has no position that it could be read from
     * @throws SourceException if the catalog cannot be read or the slot not be dropped
     */
    public SlotVerdict clear(boolean own) throws SourceException {
        try {
            List<User> users =
                    source.query(USER, row -> new User(row.getBoolean(1), row.getString(2)), source.slotName());
            return users.isEmpty() ? new SlotVerdict.Free() : clear(own, users.getFirst());
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    private SlotVerdict clear(boolean own, User user) throws SQLException {
        if (!own) {
            return new SlotVerdict.Foreign(foreign(user));
        }
        if (user.active) {
            return new SlotVerdict.InUse("Replication slot " + source.slotName() + " is in use by " + user.name
                    + ", though Turso has no position yet: stop the other server of this mirror, if one runs. A"
                    + " connection that was lost is given up by Postgres after wal_sender_timeout.");
        }
        source.query("SELECT pg_drop_replication_slot(?)", row -> true, source.slotName());
        return new SlotVerdict.Cleared();
    }

    private String foreign(User user) {
        return "Replication slot " + source.slotName() + " exists, but Turso has no position for it and this mirror has"
                + " not made it; a snapshot beside it would lose and double rows. "
                + (user.active ? "It is in use by " + user.name + ": set" : "If another consumer uses it, set")
                + " debezium.source.slot.name to a name of its own for this mirror."
                + (user.active
                        ? ""
                        : " If nobody does, run SELECT pg_drop_replication_slot('" + source.slotName()
                                + "') and start again: the connector makes a new one.");
    }
}
