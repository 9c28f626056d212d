package io.debezium.server.turso.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/** The port on an SQLite database in this process's memory: it decides as a server would, and never fails to answer. */
public final class SqliteTarget implements Target {
    private final Connection connection;
    private Runnable onCommit = () -> {};
    private int committed;

    /** An empty database. */
    public SqliteTarget() {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses values and rows of more than {@code bytes}, as libSQL's server does at 5,000,000. */
    public SqliteTarget limitedTo(int bytes) {
        try {
            ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, bytes);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** {@code observer} sees every state that a reader could, right after each COMMIT. */
    public void onCommit(Runnable observer) {
        onCommit = observer;
    }

    /** Number of transactions that were committed. */
    public int committed() {
        return committed;
    }

    @Override
    public Outcome commit(Transaction transaction) {
        execute("BEGIN IMMEDIATE");
        Failure refused = attempt(transaction.fence(), -1);
        if (refused != null) {
            execute("ROLLBACK");
            return refused.kind() == FailureKind.CONSTRAINT ? new Outcome.Fenced() : new Outcome.NotCommitted(refused);
        }
        for (int i = 0; i < transaction.work().size(); i++) {
            Failure failure = attempt(transaction.work().get(i), i);
            if (failure != null) {
                execute("ROLLBACK");
                return new Outcome.NotCommitted(failure);
            }
        }
        execute("COMMIT");
        committed++;
        onCommit.run();
        return new Outcome.Committed();
    }

    @Override
    public List<List<SqlValue>> query(Statement statement) throws TargetException {
        try (PreparedStatement prepared = prepare(statement);
                ResultSet rows = prepared.executeQuery()) {
            List<List<SqlValue>> result = new ArrayList<>();
            while (rows.next()) {
                result.add(row(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new TargetException(failure(e, -1));
        }
    }

    /** All rows of a table, or of a list of its columns. */
    public List<List<SqlValue>> rows(String table, String... columns) {
        String what = columns.length == 0 ? "*" : Identifiers.list(List.of(columns));
        return select("SELECT " + what + " FROM " + Identifiers.quote(table));
    }

    /** The answer to a SELECT that must succeed. */
    public List<List<SqlValue>> select(String sql) {
        try {
            return query(Statement.of(sql));
        } catch (TargetException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Names of all tables. */
    public List<String> tables() {
        return select("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").stream()
                .map(row -> ((SqlValue.Text) row.getFirst()).value())
                .toList();
    }

    /** Changes the database behind the sink's back. */
    public void execute(String sql) {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public String description() {
        return "sqlite in memory";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Failure attempt(Statement statement, int step) {
        try (PreparedStatement prepared = prepare(statement)) {
            prepared.execute();
            return null;
        } catch (SQLException e) {
            return failure(e, step);
        }
    }

    private PreparedStatement prepare(Statement statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.sql());
        int parameters = prepared.getParameterMetaData().getParameterCount();
        if (parameters != statement.args().size()) {
            prepared.close();
            throw new SQLException(
                    parameters + " parameters, " + statement.args().size() + " arguments");
        }
        for (int i = 0; i < parameters; i++) {
            bind(prepared, i + 1, statement.args().get(i));
        }
        return prepared;
    }

    private static void bind(PreparedStatement prepared, int index, SqlValue value) throws SQLException {
        switch (value) {
            case SqlValue.Null none -> prepared.setObject(index, null);
            case SqlValue.Int integer -> prepared.setLong(index, integer.value());
            // As over Hrana, whose servers round JSON numbers: text, which the column's affinity turns back.
            case SqlValue.Real real -> prepared.setString(index, Double.toString(real.value()));
            case SqlValue.Text text -> prepared.setString(index, text.value());
            case SqlValue.Blob blob -> prepared.setBytes(index, blob.bytes());
        }
    }

    private static List<SqlValue> row(ResultSet rows) throws SQLException {
        List<SqlValue> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            values.add(value(rows.getObject(i)));
        }
        return values;
    }

    private static SqlValue value(@Nullable Object stored) {
        return switch (stored) {
            case null -> SqlValue.NULL;
            case Integer number -> SqlValue.of(number.longValue());
            case Long number -> SqlValue.of(number.longValue());
            case Double number -> SqlValue.of(number.doubleValue());
            case byte[] bytes -> SqlValue.of(bytes);
            case String text -> SqlValue.of(text);
            default -> throw new IllegalStateException("no storage class of SQLite: " + stored.getClass());
        };
    }

    private static Failure failure(SQLException thrown, int step) {
        FailureKind kind =
                thrown instanceof SQLiteException sqlite ? kind(sqlite.getResultCode()) : FailureKind.STATEMENT;
        return new Failure(kind, String.valueOf(thrown.getMessage()), null, step);
    }

    private static FailureKind kind(SQLiteErrorCode code) {
        return switch (code.code & 0xFF) {
            case 20 -> FailureKind.MISMATCH;
            case 19 -> FailureKind.CONSTRAINT;
            case 18 -> FailureKind.TOO_LARGE;
            case 13 -> FailureKind.FULL;
            case 5, 6 -> FailureKind.BUSY;
            default -> FailureKind.STATEMENT;
        };
    }
}
