package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Optional;

/** The event triggers that write schema changes into the WAL: whether they are there, and making them. */
public final class DdlCapture {
    private static final int VERSION = 6;
    private static final String INSTALLED = """
            SELECT to_regprocedure('turso_ddl.version()') IS NOT NULL AND (SELECT count(*) = 4 FROM pg_event_trigger
                WHERE evtname IN ('turso_ddl_command_start', 'turso_ddl_rewrite', 'turso_ddl_drop',
                    'turso_ddl_command_end') AND evtenabled <> 'D')
            """;

    /**
     * The state of capture.
     *
     * @param secret proves genuine messages; empty if nothing is captured
     * @param advice a sentence for the user, if something is to be done
     * @param fresh whether nothing was captured until now
     * @param lsn up to where the WAL was written when the secret was read
     */
    public record State(Optional<String> secret, Optional<String> advice, boolean fresh, long lsn) {}

    private DdlCapture() {}

    /**
     * The state where nobody wants capture.
     *
     * @throws SourceException if the source does not answer
     */
    public static State off(SourceDatabase source) throws SourceException {
        return new State(Optional.empty(), Optional.empty(), false, positionNow(source));
    }

    /**
     * Finds the event triggers, or makes them or their newest version where the user may. Earlier ones do their work too.
     *
     * @throws SourceException if the source does not answer
     */
    public static State prepare(SourceDatabase source) throws SourceException {
        boolean earlier = isThere(source);
        Optional<SQLException> refused = update(source, earlier);
        try {
            Optional<String> secret = secret(source);
            Optional<String> advice = refused.map(cause -> advice(source, cause, secret.isPresent()));
            return new State(secret, advice, !earlier, positionNow(source));
        } catch (SQLException e) {
            Optional<String> advice = Optional.of(advice(source, refused.orElse(e), false));
            return new State(Optional.empty(), advice, !earlier, positionNow(source));
        }
    }

    private static long positionNow(SourceDatabase source) throws SourceException {
        try {
            return position(source);
        } catch (SQLException e) {
            throw source.unreadable(e);
        }
    }

    private static boolean isThere(SourceDatabase source) {
        try {
            return isInPlace(source);
        } catch (SQLException e) {
            // What cannot be asked for does not tell anything either: the update says why.
            return false;
        }
    }

    private static Optional<SQLException> update(SourceDatabase source, boolean there) {
        try {
            if (!there || version(source) < VERSION) {
                source.inTransaction("SELECT pg_advisory_xact_lock(7310033);" + Definitions.script());
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** What proves to the sink that a message is from the triggers; empty if they are not in place. */
    static Optional<String> secret(SourceDatabase source) throws SQLException {
        return isInPlace(source)
                ? source.query("SELECT value FROM turso_ddl.secret", row -> row.getString(1)).stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Up to where the WAL is written now. */
    static long position(SourceDatabase source) throws SQLException {
        return source.query("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn", row -> row.getLong(1))
                .getFirst();
    }

    /** Whether the event triggers are there and at work. */
    static boolean isInPlace(SourceDatabase source) throws SQLException {
        return source.query(INSTALLED, row -> row.getBoolean(1)).getFirst();
    }

    private static int version(SourceDatabase source) throws SQLException {
        return source.query("SELECT turso_ddl.version()", row -> row.getInt(1)).getFirst();
    }

    private static String advice(SourceDatabase source, SQLException cause, boolean earlier) {
        return (earlier
                        ? "The event triggers for schema changes are of an earlier version, whose errors stay, because user "
                        : "Schema changes are followed only as far as the next row of a table shows them, because user ")
                + source.user() + " may not set up their capture (" + cause.getMessage()
                + "). For exact and immediate ones run the file ddl-capture.sql of this project in database "
                + source.database() + " as a superuser, GRANT USAGE ON SCHEMA turso_ddl, SELECT ON turso_ddl.secret and"
                + " EXECUTE ON FUNCTION turso_ddl.version() to " + source.user()
                + ", and restart the server"
                + (earlier ? "." : "; or set debezium.sink.turso.ddl.capture=off to silence this.");
    }
}
