package io.debezium.server.turso.bench.rows;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.debezium.server.turso.bench.postgres.Database;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Random tables in a real database, and random transactions on them. */
public final class RandomDatabase {
    private static final List<String> NAMES =
            List.of("plain", "order", "Mixed Case", "日本", "it's", "group", "t-1", "x.y");

    /** A key that exists, one row twice in an upsert, a domain that is NOT NULL. */
    private static final List<String> REFUSALS = List.of("23505", "21000", "23502");

    private final Database database;
    private final Random random;
    private final List<AnyTable> tables = new ArrayList<>();
    private final AnyStatement statements;
    private final List<String> history = new ArrayList<>();

    /** Creates the types and two to six tables, with some rows. */
    public RandomDatabase(Database database, long seed) throws SQLException, IOException {
        this.database = database;
        this.random = new Random(seed);
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            tables.add(new AnyTable(NAMES.get(i), random));
        }
        this.statements = new AnyStatement(tables, random);
        database.execute(ColumnTypes.SETUP);
        for (AnyTable table : tables) {
            history.addAll(table.ddl());
            database.execute(table.ddl().toArray(String[]::new));
        }
    }

    /** The statements so far, for people. */
    public List<String> history() {
        return history;
    }

    /** Runs transactions, each committed or rolled back. */
    public void transactions(int count) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                block(connection, 1 + random.nextInt(8), true);
                if (random.nextInt(7) == 0) {
                    connection.rollback();
                    history.add("ROLLBACK;");
                } else {
                    connection.commit();
                    history.add("COMMIT;");
                }
            }
        }
    }

    /** Statements, and blocks of them that a savepoint undoes or not. */
    private void block(Connection connection, int count, boolean nests) throws SQLException, IOException {
        for (int i = 0; i < count; i++) {
            if (nests && random.nextInt(6) == 0) {
                Savepoint savepoint = connection.setSavepoint();
                history.add("SAVEPOINT");
                block(connection, 1 + random.nextInt(4), false);
                if (random.nextBoolean()) {
                    connection.rollback(savepoint);
                    history.add("ROLLBACK TO");
                } else {
                    connection.releaseSavepoint(savepoint);
                }
            } else {
                attempt(connection);
            }
        }
    }

    /** One statement; what Postgres refuses leaves no trace. */
    private void attempt(Connection connection) throws SQLException, IOException {
        Savepoint savepoint = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            if (random.nextInt(12) == 0) {
                copy(connection, statement, statements.any());
            } else {
                String sql = statements.next();
                history.add(sql);
                statement.execute(sql);
            }
        } catch (SQLException e) {
            if (!REFUSALS.contains(e.getSQLState())) {
                throw e;
            }
            connection.rollback(savepoint);
            history.add("-- refused");
        }
    }

    /** Rows out by COPY, deleted, and in again: one record in the WAL for all of them. */
    private void copy(Connection connection, Statement statement, AnyTable table) throws SQLException, IOException {
        String where = statements.where(table);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        StringWriter rows = new StringWriter();
        history.add("COPY of " + table.name() + where);
        copy.copyOut("COPY (SELECT * FROM " + table.name() + where + ") TO STDOUT", rows);
        if (!table.key().isEmpty() || random.nextBoolean()) {
            statement.execute("DELETE FROM " + table.name() + where);
        }
        copy.copyIn("COPY " + table.name() + " FROM STDIN", new StringReader(rows.toString()));
    }
}
