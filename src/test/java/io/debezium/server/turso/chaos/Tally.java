package io.debezium.server.turso.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What one transaction changes of the figures that the table {@code clock} keeps of the other tables. */
final class Tally {
    private static final String TICK = """
            UPDATE clock SET n = n + 1, entries = entries + ?, items = items + ?, wide = wide + ?, forms = forms + ?, \
            notes = CASE WHEN ? THEN 0 ELSE notes END + ?, \
            note_sum = CASE WHEN ? THEN 0 ELSE note_sum END + ? RETURNING n""";

    private int entries;
    private int items;
    private int wide;
    private int forms;
    private boolean emptied;
    private int notes;
    private long noteSum;

    void addEntries(int count) {
        entries += count;
    }

    void addItems(int count) {
        items += count;
    }

    void addWide(int count) {
        wide += count;
    }

    void addForms(int count) {
        forms += count;
    }

    void addNotes(int count, long sum) {
        notes += count;
        noteSum += sum;
    }

    void emptyNotes() {
        emptied = true;
        notes = 0;
        noteSum = 0;
    }

    /** The last statement of each transaction: the lock on the one row gives {@code n}, which is returned, the order of the commits. */
    long write(Connection connection) throws SQLException {
        try (PreparedStatement tick = connection.prepareStatement(TICK)) {
            tick.setInt(1, entries);
            tick.setInt(2, items);
            tick.setInt(3, wide);
            tick.setInt(4, forms);
            tick.setBoolean(5, emptied);
            tick.setInt(6, notes);
            tick.setBoolean(7, emptied);
            tick.setLong(8, noteSum);
            try (ResultSet number = tick.executeQuery()) {
                number.next();
                return number.getLong(1);
            }
        }
    }
}
