package io.debezium.server.turso.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/** The SQL of what the mirror knows of itself and its source; {@code source} is the connector's topic prefix. */
final class SystemTables {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static final Statement CREATE_POSITION = Statement.of("""
            CREATE TABLE IF NOT EXISTS _cdc_position (source TEXT PRIMARY KEY, commit_lsn INTEGER NOT NULL, \
            committed_at TEXT, applied_at TEXT, writer TEXT NOT NULL, sequence INTEGER NOT NULL, resume_offset TEXT, \
            snapshot_again TEXT, blocking_snapshot TEXT, snapshot_lsn INTEGER NOT NULL DEFAULT 0, \
            slot_lsn INTEGER NOT NULL DEFAULT 0, triggers TEXT, triggers_lsn INTEGER NOT NULL DEFAULT 0)""");

    static final Statement CREATE_SOURCE = Statement.of("""
            CREATE TABLE IF NOT EXISTS _cdc_source (source TEXT PRIMARY KEY, system_id TEXT NOT NULL, \
            timeline INTEGER NOT NULL, database TEXT NOT NULL, slot TEXT NOT NULL)""");

    private SystemTables() {}

    /** Makes {@code writer} the one whose transactions the fence lets pass; the others' fail from now on. */
    static Statement claim(String source, String writer) {
        return Statement.of("""
                INSERT INTO _cdc_position (source, commit_lsn, writer, sequence) VALUES (?1, 0, ?2, 0) \
                ON CONFLICT (source) DO UPDATE SET writer = excluded.writer""", SqlValue.of(source), SqlValue.of(writer));
    }

    /**
     * Advances the sequence from {@code sequence}, or fails: NOT NULL is violated if the row is missing, another
     * writer's, or at another number.
     */
    static Statement fence(String source, String writer, long sequence) {
        return Statement.of("""
                INSERT INTO _cdc_position (source, commit_lsn, writer, sequence) VALUES (?1, 0, ?2, \
                (SELECT sequence + 1 FROM _cdc_position WHERE source = ?1 AND writer = ?2 AND sequence = ?3)) \
                ON CONFLICT (source) DO UPDATE SET sequence = excluded.sequence""", SqlValue.of(source), SqlValue.of(writer), SqlValue.of(sequence));
    }

    /** Moves the position; the fence has made sure that the row is there. */
    static Statement move(String source, Position position, long slotLsn) {
        return Statement.of(
                """
                UPDATE _cdc_position SET commit_lsn = ?2, committed_at = ?3, resume_offset = ?4, slot_lsn = max(slot_lsn, ?5), \
                applied_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE source = ?1""",
                SqlValue.of(source),
                SqlValue.of(position.commitLsn()),
                SqlValue.of(MICROS.format(Instant.EPOCH.plus(position.committedAtMicros(), ChronoUnit.MICROS))),
                SqlValue.of(write(position.offset())),
                SqlValue.of(slotLsn));
    }

    /** Forgets where the replication slot was: another timeline, or another slot, may be behind. */
    static Statement forgetSlot(String source) {
        return Statement.of("UPDATE _cdc_position SET slot_lsn = 0 WHERE source = ?1", SqlValue.of(source));
    }

    /** Remembers which rows a blocking snapshot has read ahead of the position. */
    static Statement rememberReadAhead(String source, ReadAhead ahead) {
        return Statement.of(
                "UPDATE _cdc_position SET blocking_snapshot = nullif(?2, ''), snapshot_lsn = ?3 WHERE source = ?1",
                SqlValue.of(source),
                SqlValue.of(ahead.tables()),
                SqlValue.of(ahead.until()));
    }

    /** Remembers which event triggers the source has. */
    static Statement rememberTriggers(String source, TriggerMark mark) {
        return Statement.of(
                "UPDATE _cdc_position SET triggers = ?2, triggers_lsn = ?3 WHERE source = ?1",
                SqlValue.of(source),
                SqlValue.of(mark.fingerprint()),
                SqlValue.of(mark.lsn()));
    }

    static Statement readPosition(String source) {
        return Statement.of("""
                SELECT commit_lsn, sequence, writer, resume_offset, blocking_snapshot, slot_lsn, triggers, triggers_lsn, \
                snapshot_lsn FROM _cdc_position WHERE source = ?1""", SqlValue.of(source));
    }

    static Statement readNames(String prefix) {
        return Statement.of(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?2) = ?1",
                SqlValue.of(prefix),
                SqlValue.of(prefix.length()));
    }

    /**
     * Fails unless there are {@code all} views, triggers and indexes, and {@code made} among them as it was read. Each text is
     * in an array of its own: of a text alone json_each of the Turso engine (0.6) leaves its quotes escaped.
     */
    static Statement requireMade(String source, long all, List<HandMade> made) {
        return Statement.of(
                """
                UPDATE _cdc_position SET sequence = CASE WHEN (SELECT count(*) FROM sqlite_master \
                WHERE type IN ('view', 'trigger', 'index') AND sql IS NOT NULL) = ?2 AND (SELECT count(*) FROM json_each(?3) j \
                WHERE (j.value ->> 0) IN (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL)) = ?4 THEN sequence END WHERE source = ?1""",
                SqlValue.of(source),
                SqlValue.of(all),
                SqlValue.of(write(made.stream().map(one -> List.of(one.sql())).toList())),
                SqlValue.of(made.size()));
    }

    static Statement readSource(String source) {
        return Statement.of(
                "SELECT system_id, timeline, database, slot FROM _cdc_source WHERE source = ?1", SqlValue.of(source));
    }

    static Statement rememberSource(String source, SourceIdentity identity) {
        return Statement.of(
                "INSERT OR REPLACE INTO _cdc_source (source, system_id, timeline, database, slot) VALUES (?1, ?2, ?3, ?4, ?5)",
                SqlValue.of(source),
                SqlValue.of(identity.system()),
                SqlValue.of(identity.timeline()),
                SqlValue.of(identity.database()),
                SqlValue.of(identity.slot()));
    }

    /** The source in a row of {@link #readSource}. */
    static SourceIdentity identity(List<SqlValue> row) {
        return new SourceIdentity(text(row, 0), number(row, 1), text(row, 2), text(row, 3));
    }

    /**
     * Asks for a snapshot, once for each {@code token}: the offset goes, and a sink that still runs is fenced off. The
     * position stays, for the tables stay as they are until the snapshot is complete.
     */
    static Statement again(String source, String token) {
        return Statement.of("""
                INSERT INTO _cdc_position (source, commit_lsn, writer, sequence, snapshot_again) \
                VALUES (?1, 0, '', 0, ?2) ON CONFLICT (source) DO UPDATE \
                SET snapshot_again = ?2, writer = '', resume_offset = NULL WHERE snapshot_again IS NOT ?2""", SqlValue.of(source), SqlValue.of(token));
    }

    /** The resume offset in a row of {@link #readPosition}; empty before the first snapshot is complete. */
    static Optional<String> offset(List<SqlValue> row) {
        return row.get(3) instanceof SqlValue.Text json ? Optional.of(json.value()) : Optional.empty();
    }

    /** The rows in a row of {@link #readPosition} that a blocking snapshot has read ahead. */
    static ReadAhead readAhead(List<SqlValue> row) {
        return new ReadAhead(text(row, 4), number(row, 8));
    }

    /** The event triggers of the source, in a row of {@link #readPosition}; empty if no server has looked for them. */
    static Optional<TriggerMark> triggers(List<SqlValue> row) {
        return row.get(6) instanceof SqlValue.Text fingerprint
                ? Optional.of(new TriggerMark(fingerprint.value(), number(row, 7)))
                : Optional.empty();
    }

    /** Where the replication slot was, in a row of {@link #readPosition}. */
    static long slotLsn(List<SqlValue> row) {
        return number(row, 5);
    }

    /** The text of a stored value, which the schema of these tables guarantees. */
    static String text(List<SqlValue> row, int column) {
        return row.get(column) instanceof SqlValue.Text text ? text.value() : "";
    }

    /** The number of a stored value, which the schema of these tables guarantees. */
    static long number(List<SqlValue> row, int column) {
        return row.get(column) instanceof SqlValue.Int number ? number.value() : 0;
    }

    /** {@code value} as JSON. */
    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
