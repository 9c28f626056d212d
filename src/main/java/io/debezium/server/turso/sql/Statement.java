package io.debezium.server.turso.sql;

import java.util.List;

/**
 * One SQL statement with positional arguments: {@code ?1} takes the first.
 *
 * <p>The number of arguments must be that of the parameters: some servers bind NULL to a missing one in silence.
 */
public record Statement(String sql, List<SqlValue> args) {
    public Statement {
        args = List.copyOf(args);
    }

    /** A statement with its arguments in order. */
    public static Statement of(String sql, SqlValue... args) {
        return new Statement(sql, List.of(args));
    }

    /** The text only: arguments are user data and never go into a log. */
    @Override
    public String toString() {
        return "Statement[" + sql + ", " + args.size() + " args]";
    }
}
