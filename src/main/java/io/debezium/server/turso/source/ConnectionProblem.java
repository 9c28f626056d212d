package io.debezium.server.turso.source;

import java.sql.SQLException;
import java.util.Objects;

import io.debezium.jdbc.JdbcConfiguration;

/** Why Postgres cannot be reached, in one sentence that tells what to mend. */
final class ConnectionProblem {
    private static final String HOW = "debezium.source.database.";

    private ConnectionProblem() {}

    static String sentence(SQLException failure, JdbcConfiguration config) {
        String server = config.getHostname() + ":" + config.getString(JdbcConfiguration.PORT, "5432");
        return switch (Objects.requireNonNullElse(failure.getSQLState(), "")) {
            case "28P01" ->
                "Postgres at " + server + " refuses the password of user " + config.getUser() + ": set " + HOW
                        + "password.";
            case "28000" ->
                "Postgres at " + server + " does not let user " + config.getUser() + " in (" + firstLine(failure)
                        + "): mend " + HOW + "user, or pg_hba.conf of the server.";
            case "3D000" ->
                "Postgres at " + server + " has no database " + config.getDatabase() + ": mend " + HOW + "dbname.";
            case "42501" ->
                "User " + config.getUser() + " may not connect to database " + config.getDatabase()
                        + ": GRANT CONNECT ON DATABASE to it.";
            case "53300" ->
                "Postgres at " + server + " has no connection left for user " + config.getUser()
                        + ": raise max_connections, or close other connections.";
            case "57P03" ->
                "Postgres at " + server + " does not take connections now (" + firstLine(failure)
                        + "): start the server again when it does.";
            case "08001", "08004", "08006" ->
                "Postgres at " + server + " cannot be reached (" + firstLine(failure) + "): start it, or mend " + HOW
                        + "hostname and " + HOW + "port.";
            default ->
                "Postgres at " + server + " refuses the connection (" + firstLine(failure) + ", SQLSTATE "
                        + failure.getSQLState() + "): mend the settings " + HOW + "*.";
        };
    }

    private static String firstLine(SQLException failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "no reason given");
        return message.lines().findFirst().orElse("").strip();
    }
}
