package io.debezium.server.turso.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.jdbc.JdbcConfiguration;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.guard.TimelineHistory;

/** A connection that speaks the commands of replication, which tell what SQL cannot: the timeline and its history. */
final class ReplicationSession implements AutoCloseable {
    private final PostgresConnection connection;

    /** Connects with {@code settings}, when it is first used. */
    ReplicationSession(JdbcConfiguration settings) {
        connection = new PostgresConnection(
                JdbcConfiguration.adapt(settings.edit()
                        .with("replication", "database")
                        // The only one that takes these commands.
                        .with("preferQueryMode", "simple")
                        .build()),
                "Turso sink");
    }

    /** The identity of the server that answers. */
    SourceIdentity identify(String database, String slot) throws SQLException {
        return ask("IDENTIFY_SYSTEM", row -> new SourceIdentity(row.getString(1), row.getLong(2), database, slot));
    }

    /** Where the server left the timelines before {@code timeline}. */
    TimelineHistory history(long timeline) throws SQLException {
        return ask("TIMELINE_HISTORY " + timeline, row -> TimelineHistory.parse(row.getString(2)));
    }

    private <T> T ask(String command, SourceDatabase.RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.connection().createStatement();
                ResultSet row = statement.executeQuery(command)) {
            if (!row.next()) {
                throw new SQLException(command + " has no answer");
            }
            return reader.read(row);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
