package io.debezium.server.turso.bench.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.debezium.server.turso.bench.Waiting;
import org.jspecify.annotations.Nullable;

/** One database of the source server, of one test. */
public final class Database implements AutoCloseable {
    private static final Duration RELEASE = Duration.ofSeconds(15);

    private final PostgresServer server;
    private final String name;

    Database(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The database's name, an unquoted identifier. */
    public String name() {
        return name;
    }

    /** The server that it is in. */
    public PostgresServer server() {
        return server;
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return server.url(name);
    }

    /** A new connection in autocommit, the caller's to close. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Drops a role once Postgres has ended its sessions, which it does after the client has gone: they have functions. */
    public void dropRole(String role) throws InterruptedException {
        Waiting.until("role " + role + " to be free", Waiting.PATIENCE, () -> {
            execute("DROP ROLE " + role);
            return true;
        });
    }

    /** Runs each statement in a transaction of its own. */
    public void execute(String... sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    /** Runs all statements in one transaction. */
    public void transaction(String... sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String one : sql) {
                statement.execute(one);
            }
            connection.commit();
        }
    }

    /** A login role that must give its password, whatever the server asks of others. */
    public void createRole(String role, String password) throws SQLException {
        Object file = query("SHOW hba_file").getFirst().getFirst();
        Object rules = query("SELECT pg_read_file('" + file + "')").getFirst().getFirst();
        execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'",
                "COPY (SELECT rule FROM regexp_split_to_table($$host all " + role + " all scram-sha-256\n" + rules
                        + "$$, '\n') AS rule) TO '" + file + "'",
                "SELECT pg_reload_conf()");
    }

    /** The rows of a query, as the driver gives them. */
    public List<List<@Nullable Object>> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Where the WAL ends, as a 64-bit number: all that was committed before has a lower commit LSN. */
    public long walPosition() throws SQLException {
        Object lsn = query("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")
                .getFirst()
                .getFirst();
        return ((Number) Objects.requireNonNull(lsn)).longValue();
    }

    /** What Debezium Server needs to connect, with a slot and a publication of this database's name. */
    public Map<String, String> sourceProperties() {
        return Map.of(
                "debezium.source.database.hostname", server.host(),
                "debezium.source.database.port", Integer.toString(server.port()),
                "debezium.source.database.user", server.user(),
                "debezium.source.database.password", server.password(),
                "debezium.source.database.dbname", name,
                "debezium.source.slot.name", name,
                "debezium.source.publication.name", name);
    }

    /** Drops the database, its connections and its replication slots. */
    @Override
    public void close() throws SQLException {
        String slots = " FROM pg_replication_slots WHERE database = '" + name + "'";
        try (Connection admin = server.connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(active_pid, " + RELEASE.toMillis() + ")" + slots + " AND active");
            statement.execute("SELECT pg_drop_replication_slot(slot_name)" + slots);
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }
}
