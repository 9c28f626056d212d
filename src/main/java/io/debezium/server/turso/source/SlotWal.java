package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.OptionalLong;

/** The WAL that Postgres keeps for the mirror's replication slot. */
public final class SlotWal {
    private static final String HELD_BACK = """
            SELECT ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END) \
            - restart_lsn)::bigint FROM pg_replication_slots WHERE slot_name = ? AND restart_lsn IS NOT NULL
            """;
    private static final String SIGN = """
            SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_logical_emit_message(true, 'turso.heartbeat', '') END
            """;

    private final SourceDatabase source;

    /** That of the slot which the settings of {@code source} name. */
    public SlotWal(SourceDatabase source) {
        this.source = source;
    }

    /**
     * How many bytes it is; empty if there is no slot.
     *
     * @throws SourceException if the source cannot be asked
     */
    public OptionalLong heldBack() throws SourceException {
        try {
            return source.query(HELD_BACK, row -> row.getLong(1), source.slotName()).stream()
                    .mapToLong(Long::longValue)
                    .findFirst();
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    /**
     * Writes an empty transaction, for the connector to see. In a database where nothing is written, the slot would stay
     * where it is, however much WAL the other databases of the server write.
     *
     * @throws SourceException if it cannot be written
     */
    public void writeSign() throws SourceException {
        try {
            source.execute(SIGN);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }
}
