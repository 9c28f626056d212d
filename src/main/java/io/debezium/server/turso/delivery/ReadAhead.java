package io.debezium.server.turso.delivery;

import io.debezium.server.turso.table.TableId;

/**
 * Tables whose rows in the target may be ahead of the position: a blocking snapshot has read them as transactions left
 * them that the stream brings only after it.
 *
 * @param tables as Debezium names them; empty if there are none
 * @param until the LSN behind which no transaction commits that can be in those rows; 0 while rows still arrive
 */
public record ReadAhead(String tables, long until) {
    static final ReadAhead NONE = new ReadAhead("", 0);

    /** Whether rows still arrive, or did when the sink ended. */
    boolean isOpen() {
        return !tables.isEmpty() && until == 0;
    }

    /** Another snapshot begins, of {@code more} tables. */
    ReadAhead and(String more) {
        String both = tables.isEmpty() ? more : tables + "," + more;
        return new ReadAhead(names(more) ? tables : both, 0);
    }

    /** All rows have come when the source stood at {@code lsn}. */
    ReadAhead closed(long lsn) {
        return new ReadAhead(tables, lsn);
    }

    /** Whether a transaction that commits at {@code lsn}, and any later one, cannot be in the rows. */
    boolean isReached(long lsn) {
        return until > 0 && lsn > until;
    }

    /** Whether what {@code table} has in the target may be later than a transaction that commits at {@code lsn} or after. */
    boolean covers(TableId table, long lsn) {
        return !isReached(lsn) && names(table.toString());
    }

    /** Names may have commas too: rather a table too many. */
    private boolean names(String table) {
        return ("," + tables.replace(", ", ",") + ",").contains("," + table + ",");
    }
}
