package io.debezium.server.turso.table;

import io.debezium.server.turso.sql.Identifiers;

/** What to tell of rows that a table had before the mirror got it, and that its changes do not bring. */
public final class EarlierRows {

    private EarlierRows() {}

    /** Of a table that has come in with rows; {@code keyed} tells whether an index identifies them. */
    public static String ofTable(TableId table, boolean keyed) {
        return "Table " + table
                + " has come into the mirror by a change of a name or of the publication: rows that it had"
                + " before are missing in Turso. " + loading(table, keyed);
    }

    /** Of a table that was out of the mirror for a part of a transaction. */
    public static String ofReturned(TableId table, boolean keyed) {
        return "Table " + table
                + " had a name for a part of a transaction by which it is not captured: rows that were changed"
                + " under it are in Turso as they were before. " + loading(table, keyed);
    }

    /** Of a column that has come in with values. */
    public static String ofColumn(TableId table, String column, boolean keyed) {
        return "Column \"" + column + "\" of table " + table
                + " has come into the mirror by a change of a name: its values"
                + " in rows of before are NULL in Turso. " + loading(table, keyed);
    }

    /** How they come. */
    public static String loading(TableId table, boolean keyed) {
        String anew = "the mirror anew (debezium.sink.turso.snapshot.again).";
        String name = table.schema() + '.' + table.name();
        return keyed
                ? "Load them by a signal, in the table of debezium.source.signal.data.collection: INSERT INTO"
                        + " debezium_signal VALUES ("
                        + Identifiers.literal(name) + ", 'execute-snapshot', "
                        + Identifiers.literal("{\"data-collections\": [\"" + name + "\"], \"type\": \"incremental\"}")
                        + "); or load " + anew
                : "It has no primary key, without which no signal loads them: load " + anew;
    }
}
