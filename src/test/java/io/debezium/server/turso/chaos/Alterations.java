package io.debezium.server.turso.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random schema changes of the table {@code form}, with rows before and after them in the same transaction. */
final class Alterations {
    private static final int MOST_ROWS = 100;
    private static final int MOST_COLUMNS = 12;

    private final Random random;

    private record Column(String name, boolean text) {}

    Alterations(Random random) {
        this.random = random;
    }

    /** Fills the table, changes it in one way, and fills it again; one writer at a time. */
    void alter(Statement statement, Tally tally) throws SQLException {
        statement.execute("SELECT pg_advisory_xact_lock(1)");
        fill(statement, tally);
        change(statement, tally);
        fill(statement, tally);
    }

    private void change(Statement statement, Tally tally) throws SQLException {
        List<Column> columns = columns(statement);
        Column column = columns.get(random.nextInt(columns.size()));
        switch (random.nextInt(6)) {
            case 0 -> {
                if (columns.size() < MOST_COLUMNS) {
                    statement.execute("ALTER TABLE form ADD COLUMN " + newName(statement) + " int DEFAULT 7");
                }
            }
            case 1 -> {
                if (columns.size() > 1) {
                    statement.execute("ALTER TABLE form DROP COLUMN " + column.name());
                }
            }
            case 2 ->
                statement.execute("ALTER TABLE form RENAME COLUMN " + column.name() + " TO " + newName(statement));
            case 3 ->
                statement.execute("ALTER TABLE form ALTER COLUMN " + column.name() + " TYPE "
                        + (column.text() ? "int USING length(" + column.name() + ")" : "text USING 't' || ")
                        + (column.text() ? "" : column.name()));
            case 4 -> {
                statement.execute("ALTER TABLE form RENAME TO other");
                statement.execute("ALTER TABLE other RENAME TO form");
            }
            default -> {
                tally.addForms(-statement.executeUpdate("DELETE FROM form WHERE id % 2 = 0"));
                tally.addForms(-Writer.number(statement, "SELECT count(*) FROM form"));
                statement.execute("DROP TABLE form");
                statement.execute(Tables.CREATE_FORM);
            }
        }
    }

    private void fill(Statement statement, Tally tally) throws SQLException {
        List<Column> columns = columns(statement);
        Column column = columns.get(random.nextInt(columns.size()));
        tally.addForms(statement.executeUpdate("INSERT INTO form (id, " + column.name() + ") SELECT nextval('width'), "
                + (column.text() ? "'x' || g" : "g") + " FROM generate_series(1, 3) g"));
        statement.executeUpdate("UPDATE form SET " + column.name() + " = NULL WHERE id % 3 = 0");
        tally.addForms(
                -statement.executeUpdate("DELETE FROM form WHERE id < (SELECT max(id) - " + MOST_ROWS + " FROM form)"));
    }

    private static List<Column> columns(Statement statement) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT attname, atttypid = 'text'::regtype FROM pg_attribute "
                + "WHERE attrelid = 'form'::regclass AND attnum > 1 AND NOT attisdropped ORDER BY attnum")) {
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getBoolean(2)));
            }
        }
        return columns;
    }

    private static String newName(Statement statement) throws SQLException {
        return "c" + Writer.number(statement, "SELECT nextval('width')");
    }
}
