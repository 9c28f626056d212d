package io.debezium.server.turso.bench.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.debezium.server.turso.bench.postgres.Database;

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
    /** Of the server's own. */
    private final String file;

    private final List<String> history = new ArrayList<>();

    /** Creates the types and two to six tables, with some rows. */
    public RandomDatabase(Database database, long seed) throws SQLException {
        this.database = database;
        this.random = new Random(seed);
        this.file = database.query("SHOW data_directory").getFirst().getFirst() + "/bench.copy";
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            tables.add(new AnyTable(NAMES.get(i), random));
        }
        this.statements = new AnyStatement(tables, random);
        database.execute(ColumnTypes.setup().toArray(String[]::new));
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
    public void transactions(int count) throws SQLException {
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
    private void block(Connection connection, int count, boolean nests) throws SQLException {
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
    private void attempt(Connection connection) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            if (random.nextInt(12) == 0) {
                copy(statement, statements.any());
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
    private void copy(Statement statement, AnyTable table) throws SQLException {
        String where = statements.where(table);
        history.add("COPY of " + table.name() + where);
        statement.execute("COPY (SELECT * FROM " + table.name() + where + ") TO '" + file + "'");
        if (!table.key().isEmpty() || random.nextBoolean()) {
            statement.execute("DELETE FROM " + table.name() + where);
        }
        statement.execute("COPY " + table.name() + " FROM '" + file + "'");
    }
}
