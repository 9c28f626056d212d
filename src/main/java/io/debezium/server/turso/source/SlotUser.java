package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The process of Postgres that reads from a replication slot.
 *
 * @param slot the slot's name
 * @param name for messages: its number, and what it says of itself
 */
public record SlotUser(String slot, String name) {
    private static final String USER = """
            SELECT coalesce('process ' || s.active_pid, 'another process')
                || coalesce(' of ' || nullif(a.application_name, ''), '') || coalesce(' at ' || a.client_addr, '')
            FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
            WHERE s.slot_name = ? AND s.active
            """;

    /**
     * Who reads from the slot that the settings of {@code source} name; empty if nobody does, or there is none.
     *
     * @throws SourceException if the catalog cannot be read
     */
    public static Optional<SlotUser> find(SourceDatabase source) throws SourceException {
        try {
            return source
                    .query(USER, row -> new SlotUser(source.slotName(), row.getString(1)), source.slotName())
                    .stream()
                    .findFirst();
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }
}
