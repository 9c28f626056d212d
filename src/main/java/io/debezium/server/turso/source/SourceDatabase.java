package io.debezium.server.turso.source;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.connection.PostgresConnection;

/** The database of the connector's settings, reached exactly as the connector reaches it (TLS and driver options too). */
public final class SourceDatabase implements AutoCloseable {
    private final Map<String, String> settings;
    private final PostgresConnectorConfig config;
    private final PostgresConnection connection;

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private SourceDatabase(
            Map<String, String> settings, PostgresConnectorConfig config, PostgresConnection connection) {
        this.settings = settings;
        this.config = config;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param settings the connector's, without the prefix {@code debezium.source.}
     * @throws SourceException if it cannot; says why and what to do
     */
    public static SourceDatabase open(Map<String, String> settings) throws SourceException {
        PostgresConnectorConfig config = new PostgresConnectorConfig(Configuration.from(settings)
                .edit()
                .withDefault("skipped.operations", "none")
                .build());
        PostgresConnection connection = new PostgresConnection(config.getJdbcConfig(), "Turso sink");
        try {
            connection.connection();
            return new SourceDatabase(settings, config, connection);
        } catch (SQLException e) {
            connection.close();
            throw new SourceException(ConnectionProblem.sentence(e, config.getJdbcConfig()), e);
        }
    }

    /** What the connector makes of values by itself, in a copy of its own. */
    public PostgresValueConverter conversion() {
        return PostgresValueConverter.of(
                config, connection.getDatabaseCharset(), PostgresConnection.createTypeRegistry(config.getJdbcConfig()));
    }

    /** What the connector captures. */
    CaptureFilter filter() {
        boolean byRoot = Boolean.parseBoolean(settings.getOrDefault("publish.via.partition.root", "true"));
        return new CaptureFilter(config, byRoot);
    }

    /** The replication slot that the connector uses or makes. */
    String slotName() {
        return config.slotName();
    }

    /** The publication that the connector uses or makes. */
    String publicationName() {
        return config.publicationName();
    }

    /** When the connector makes a publication: {@code all_tables}, {@code filtered}, {@code no_tables}, {@code disabled}. */
    String publicationMode() {
        return settings.getOrDefault("publication.autocreate.mode", "all_tables");
    }

    /** The user that the server knows. */
    String user() {
        return config.getJdbcConfig().getUser();
    }

    /** The database's name. */
    String database() {
        return config.getJdbcConfig().getDatabase();
    }

    /** The rows of a query with text parameters. */
    <T> List<T> query(String sql, RowReader<T> reader, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(result));
                }
                return rows;
            }
        }
    }

    /** A session for the commands of replication, the caller's to close. */
    ReplicationSession replicationSession() {
        return new ReplicationSession(config.getJdbcConfig());
    }

    /** What it was opened with. */
    Map<String, String> settings() {
        return settings;
    }

    /** What to tell when the catalog cannot be read. */
    SourceException unreadable(SQLException cause) {
        return new SourceException(
                "The catalog of database " + database() + " cannot be read by user " + user() + ": "
                        + cause.getMessage(),
                cause);
    }

    /** Runs statements without parameters. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs statements as one transaction. */
    void inTransaction(String sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(sql);
            connection.connection().commit();
        } catch (SQLException e) {
            connection.connection().rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Runs {@code sql} in a transaction that is rolled back: whether the server would have allowed it. */
    void rehearse(String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.connection().prepareStatement(sql)) {
            statement.execute();
        } finally {
            connection.connection().rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
