package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Optional;

/** The WAL that Postgres keeps for the mirror's replication slot. */
public final class SlotWal {
    private static final String HELD_BACK = """
            SELECT ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END) \
            - restart_lsn)::bigint, (restart_lsn - '0/0'::pg_lsn)::bigint FROM pg_replication_slots WHERE slot_name = ? AND restart_lsn IS NOT NULL
            """;
    private static final String SIGN = """
            SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_logical_emit_message(true, 'turso.heartbeat', '') END
            """;

    private final SourceDatabase source;

    /**
     * What is kept.
     *
     * @param bytes how much
     * @param restartLsn from where on
     */
    public record Kept(long bytes, long restartLsn) {}

    /** That of the slot which the settings of {@code source} name. */
    public SlotWal(SourceDatabase source) {
        this.source = source;
    }

    /**
     * How much it is; empty if there is no slot.
     *
     * @throws SourceException if the source cannot be asked
     */
    public Optional<Kept> kept() throws SourceException {
        try {
            return source.query(HELD_BACK, row -> new Kept(row.getLong(1), row.getLong(2)), source.slotName()).stream()
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
