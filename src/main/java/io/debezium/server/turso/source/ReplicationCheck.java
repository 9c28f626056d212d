package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the server and the user may do logical replication, and whether there is a slot for it. */
final class ReplicationCheck {
    private static final String RIGHT = """
            SELECT rolreplication OR rolsuper OR EXISTS (
                SELECT FROM pg_roles provider
                WHERE provider.rolname IN ('rds_superuser', 'rdsadmin', 'rdsrepladmin', 'rds_replication')
                    AND pg_has_role(r.oid, provider.oid, 'member'))
            FROM pg_roles r WHERE rolname = current_user
            """;
    private static final String SLOT = """
            SELECT coalesce(plugin, 'none'), coalesce(database, 'none') FROM pg_replication_slots WHERE slot_name = ?
            """;
    private static final String ROOM =
            "SELECT (SELECT count(*) FROM pg_replication_slots) < current_setting('max_replication_slots')::int";

    private record Slot(String plugin, String database) {}

    private ReplicationCheck() {}

    static List<String> problems(SourceDatabase source) throws SQLException {
        List<String> problems = new ArrayList<>();
        walLevel(source).ifPresent(problems::add);
        right(source).ifPresent(problems::add);
        List<Slot> slots = source.query(SLOT, row -> new Slot(row.getString(1), row.getString(2)), source.slotName());
        if (slots.isEmpty()) {
            room(source).ifPresent(problems::add);
        }
        slots.forEach(slot -> unusable(slot, source).ifPresent(problems::add));
        return problems;
    }

    private static Optional<String> walLevel(SourceDatabase source) throws SQLException {
        String level = source.query("SHOW wal_level", row -> row.getString(1)).getFirst();
        return level.equals("logical")
                ? Optional.empty()
                : Optional.of("wal_level is " + level
                        + ": changes cannot be read from it. Run ALTER SYSTEM SET wal_level = 'logical' as a superuser"
                        + " (or set the parameter rds.logical_replication, cloudsql.logical_decoding or the like of your"
                        + " provider), and restart Postgres.");
    }

    private static Optional<String> right(SourceDatabase source) throws SQLException {
        boolean granted = source.query(RIGHT, row -> row.getBoolean(1)).getFirst();
        return granted
                ? Optional.empty()
                : Optional.of("user " + source.user() + " may not replicate: run ALTER ROLE " + source.user()
                        + " REPLICATION as a superuser (on Amazon RDS: GRANT rds_replication TO " + source.user()
                        + ").");
    }

    private static Optional<String> room(SourceDatabase source) throws SQLException {
        boolean free = source.query(ROOM, row -> row.getBoolean(1)).getFirst();
        return free
                ? Optional.empty()
                : Optional.of(
                        "all replication slots are taken: raise max_replication_slots and restart Postgres, or drop"
                                + " a slot that nobody uses (SELECT * FROM pg_replication_slots).");
    }

    private static Optional<String> unusable(Slot slot, SourceDatabase source) {
        String name = "replication slot " + source.slotName();
        if (!slot.plugin().equals("pgoutput") || !slot.database().equals(source.database())) {
            return Optional.of(name + " belongs to another consumer (plugin " + slot.plugin() + ", database "
                    + slot.database() + "): set debezium.source.slot.name to a name of its own for this mirror.");
        }
        return Optional.empty();
    }
}
