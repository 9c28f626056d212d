package io.debezium.server.turso.plan;

import io.debezium.server.turso.table.TableId;

/** The names of tables that are captured no more, for the rest of the transaction that they leave by. */
final class Parked {
    private static final String PREFIX = "_cdc_parked_";

    private Parked() {}

    /** Of the table with that identity in the source; no schema there has no name. */
    static TableId id(long oid) {
        return new TableId("", PREFIX + oid);
    }

    static boolean is(TableId id) {
        return id.schema().isEmpty();
    }
}
