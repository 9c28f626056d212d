package io.debezium.server.turso.source;

import java.sql.SQLException;

/**
 * The replication slot of an initial snapshot, which has to be made with the snapshot.
 *
 * <p>Only then do the rows that are read and the changes that are streamed meet at one point. Beside a slot that exists,
 * the connector reads each table at a moment of its own, later than the LSN from which it then streams: changes of the
 * time between arrive twice, and a transaction that was in the WAL but not yet visible does not arrive at all.
 */
public final class SnapshotSlot {
    private static final String SLOT = "SELECT 1 FROM pg_replication_slots WHERE slot_name = ?";

    private static final String OWN_NAME = "debezium.source.slot.name to a name of its own for this mirror.";

    private final SourceDatabase source;

    /** The slot that the settings of {@code source} name. */
    public SnapshotSlot(SourceDatabase source) {
        this.source = source;
    }

    /**
     * Drops the slot if it is this mirror's own.
     *
     * @param own whether this mirror has made it, and has no position that it could be read from
     * @throws SourceException if the catalog cannot be read or the slot not be dropped, as while somebody reads from it
     */
    public SlotVerdict clear(boolean own) throws SourceException {
        try {
            if (source.query(SLOT, row -> true, source.slotName()).isEmpty()) {
                return new SlotVerdict.Free();
            }
            if (!own) {
                return new SlotVerdict.Foreign(foreign());
            }
            source.query("SELECT pg_drop_replication_slot(?)", row -> true, source.slotName());
            return new SlotVerdict.Cleared();
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    private String foreign() throws SourceException {
        return "Replication slot " + source.slotName() + " exists, but Turso has no position for it and this mirror has"
                + " not made it; a snapshot beside it would lose and double rows. "
                + SlotUser.find(source)
                        .map(user -> "It is in use by " + user.name() + ": set " + OWN_NAME)
                        .orElseGet(() -> "If another consumer uses it, set " + OWN_NAME
                                + " If nobody does, run SELECT pg_drop_replication_slot('" + source.slotName()
                                + "') and start again: the connector makes a new one.");
    }
}
