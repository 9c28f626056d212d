package io.debezium.server.turso.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** One random transaction after the other on one connection; what it needs to know it asks the database. */
final class Writer {
    private static final int MOST_ENTRIES = 300;
    private static final int MOST_ITEMS = 400;
    private static final int MOST_NOTES = 200;
    private static final int MOST_WIDE = 200;
    private static final int MOST_COLUMNS = 20;

    private final int number;
    private final Random random;
    private final Connection connection;
    private final Alterations alterations;

    /** Its lists are those whose number leaves the rest {@code number}. */
    Writer(int number, Random random, Connection connection) throws SQLException {
        this.number = number;
        this.random = random;
        this.connection = connection;
        this.alterations = new Alterations(random);
        connection.setAutoCommit(false);
    }

    /**
     * Writes the next one; returns its number.
     *
     * @param truncates whether it may truncate or rewrite: to a snapshot that began before, a table to which that happens
     *     later is empty (Postgres: caveats of MVCC), so that what a snapshot has read is torn until it is streamed
     */
    long transaction(boolean truncates) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL deadlock_timeout = '50ms'");
            Tally tally = new Tally();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                change(statement, tally, truncates);
            }
            long number = tally.write(connection);
            connection.commit();
            return number;
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        }
    }

    private void change(Statement statement, Tally tally, boolean truncates) throws SQLException {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> transfer(statement, tally);
            case 5, 6, 7 -> append(statement, tally, 1 + random.nextInt(5));
            case 8, 9, 10 -> takeNotes(statement, tally);
            case 11, 12, 13 -> changeNote(statement, tally);
            case 14 -> dropNotes(statement, tally);
            case 15, 16 -> statement.executeUpdate("UPDATE account SET id = id + 100 WHERE owner = " + owner());
            case 17 -> widen(statement, tally, 1 + random.nextInt(300));
            case 18 -> changeInVain(statement);
            default -> rarely(statement, tally, truncates);
        }
    }

    private void rarely(Statement statement, Tally tally, boolean truncates) throws SQLException {
        switch (random.nextInt(9)) {
            case 0 -> append(statement, tally, 300);
            case 8 -> statement.executeUpdate(Tables.READ_AGAIN);
            case 3, 4 -> statement.executeUpdate("UPDATE item SET note = note");
            case 1 -> {
                if (truncates) {
                    statement.execute("TRUNCATE note");
                    tally.emptyNotes();
                }
            }
            case 2 -> addColumn(statement, tally);
            default -> {
                if (truncates) {
                    alterations.alter(statement, tally);
                }
            }
        }
    }

    private void transfer(Statement statement, Tally tally) throws SQLException {
        int from = owner();
        int to = owner();
        int amount = 1 + random.nextInt(9);
        statement.executeUpdate("UPDATE account SET amount = amount + CASE owner WHEN " + from + " THEN -" + amount
                + " ELSE " + amount + " END WHERE owner IN (" + from + ", " + to + ") AND " + from + " <> " + to);
        tally.addEntries(statement.executeUpdate("INSERT INTO ledger SELECT 2 * t + side, t, CASE side WHEN 0 THEN "
                + from + " ELSE " + to + " END, CASE side WHEN 0 THEN -" + amount + " ELSE " + amount
                + " END FROM nextval('transfer') t, generate_series(0, 1) side"));
        tally.addEntries(-statement.executeUpdate(
                "DELETE FROM ledger WHERE transfer < (SELECT max(transfer) - " + MOST_ENTRIES / 2 + " FROM ledger)"));
    }

    /** Appends to this writer's list, or begins a new one in its place if it is long. */
    private void append(Statement statement, Tally tally, int count) throws SQLException {
        String mine = " FROM item WHERE list % " + Tables.WRITERS + " = " + number;
        int list = number(statement, "SELECT max(list)" + mine);
        int length = number(statement, "SELECT max(position) FROM item WHERE list = " + list);
        if (length > MOST_ITEMS) {
            tally.addItems(-statement.executeUpdate("DELETE FROM item WHERE list = " + list));
            list += Tables.WRITERS;
            length = 0;
        }
        tally.addItems(statement.executeUpdate("INSERT INTO item SELECT " + list + ", " + length
                + " + g, 'item ' || g FROM generate_series(1, " + count + ") g"));
    }

    private void takeNotes(Statement statement, Tally tally) throws SQLException {
        int n = random.nextInt(3);
        int count = statement.executeUpdate(
                "INSERT INTO note SELECT 'same', " + n + " FROM generate_series(1, " + (1 + random.nextInt(4)) + ")");
        tally.addNotes(count, (long) n * count);
    }

    private void changeNote(Statement statement, Tally tally) throws SQLException {
        tally.addNotes(0, statement.executeUpdate("UPDATE note SET n = n + 1 WHERE ctid = (" + anyNote(1) + ")"));
    }

    private void dropNotes(Statement statement, Tally tally) throws SQLException {
        int count = number(statement, "SELECT count(*) FROM note") > MOST_NOTES ? 50 : 1;
        try (ResultSet dropped = statement.executeQuery(
                "DELETE FROM note WHERE ctid = ANY (ARRAY(" + anyNote(count) + ")) RETURNING n")) {
            while (dropped.next()) {
                tally.addNotes(-1, -dropped.getInt(1));
            }
        }
    }

    private static String anyNote(int count) {
        return "SELECT ctid FROM note ORDER BY random() LIMIT " + count;
    }

    private void widen(Statement statement, Tally tally, int count) throws SQLException {
        tally.addWide(statement.executeUpdate("INSERT INTO wide SELECT nextval('width'), " + random.nextInt(99)
                + " FROM generate_series(1, " + count + ")"));
        tally.addWide(
                -statement.executeUpdate("DELETE FROM wide WHERE id < (SELECT max(id) - " + MOST_WIDE + " FROM wide)"));
    }

    private void addColumn(Statement statement, Tally tally) throws SQLException {
        // Before the columns are counted: two writers may be here.
        statement.execute("LOCK TABLE wide IN ACCESS EXCLUSIVE MODE");
        int columns = number(
                statement,
                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'wide'::regclass AND attnum > 0 AND NOT attisdropped");
        if (columns < MOST_COLUMNS) {
            statement.execute("ALTER TABLE wide ADD COLUMN c" + (columns - 1) + " int");
            tally.addWide(statement.executeUpdate(
                    "INSERT INTO wide (id, c" + (columns - 1) + ") SELECT nextval('width'), " + columns));
        }
    }

    /** What is rolled back to a savepoint must not arrive. */
    private static void changeInVain(Statement statement) throws SQLException {
        statement.execute("SAVEPOINT before");
        statement.executeUpdate("INSERT INTO note VALUES ('never', 1000)");
        statement.executeUpdate("UPDATE wide SET c0 = -1");
        statement.execute("ROLLBACK TO before");
    }

    private int owner() {
        return 1 + random.nextInt(Tables.ACCOUNTS);
    }

    static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
