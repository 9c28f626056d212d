package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Optional;

import io.debezium.server.turso.guard.SlotState;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.guard.SourceState;
import io.debezium.server.turso.guard.TimelineHistory;

/**
 * What the source says of itself, in two steps around the reading of the mirror's position: the slot is never ahead of a
 * position that is read later, nor the end of the WAL behind one that was read before, even while another sink goes on.
 */
public final class SourceObservation {
    private static final String SLOT = """
            SELECT coalesce((confirmed_flush_lsn - '0/0'::pg_lsn)::bigint, 0), \
            coalesce((restart_lsn - '0/0'::pg_lsn)::bigint, 0), \
            coalesce(to_jsonb(s) ->> 'wal_status', '') = 'lost' FROM pg_replication_slots s WHERE slot_name = ?
            """;
    private static final String WAL_END = """
            SELECT ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END) \
            - '0/0'::pg_lsn)::bigint
            """;

    private final SourceDatabase source;
    private final Optional<SlotState> slot;

    private SourceObservation(SourceDatabase source, Optional<SlotState> slot) {
        this.source = source;
        this.slot = slot;
    }

    /**
     * Looks at the slot.
     *
     * @throws SourceException if the source cannot be asked
     */
    public static SourceObservation begin(SourceDatabase source) throws SourceException {
        try {
            Optional<SlotState> slot = source
                    .query(
                            SLOT,
                            row -> new SlotState(row.getLong(1), row.getLong(2), row.getBoolean(3)),
                            source.slotName())
                    .stream()
                    .findFirst();
            return new SourceObservation(source, slot);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    /**
     * Looks at the rest.
     *
     * @param known what the mirror is of, as far as it is known: whether the history of timelines matters
     * @throws SourceException if the source cannot be asked
     */
    public SourceState complete(Optional<SourceIdentity> known) throws SourceException {
        try (ReplicationSession session = source.replicationSession()) {
            SourceIdentity identity = session.identify(source.database(), source.slotName());
            long walEnd = source.query(WAL_END, row -> row.getLong(1)).getFirst();
            boolean moved = known.filter(identity::isDescendantOf).isPresent();
            TimelineHistory history = moved ? session.history(identity.timeline()) : TimelineHistory.none();
            return new SourceState(identity, walEnd, slot, history);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }
}
