package io.debezium.server.turso.event;

import io.debezium.server.turso.table.SourceTable;
import org.jspecify.annotations.Nullable;

/** One change of one captured table. */
public sealed interface Change extends SourceChange {

    /** The table as the event shows it. */
    SourceTable table();

    @Override
    default long weight() {
        return switch (this) {
            case Insert insert -> insert.row().weight();
            case Update update -> update.after().weight();
            case KeyChange keyChange -> keyChange.after().weight();
            case Delete delete ->
                delete.before() == null
                        ? delete.key().weight()
                        : delete.before().weight();
            case Truncate truncate -> 0;
        };
    }

    /** A new row; also a row read by an incremental snapshot, which may exist already. */
    record Insert(SourceTable table, Row row) implements Change {}

    /**
     * A changed row whose key stayed, or any changed row of a table without a key.
     *
     * @param before the old row as far as the source sent it: whole with replica identity FULL, which tables without a
     *     key have, else nothing but the columns of the replica identity can be trusted; null if it sent none
     */
    record Update(SourceTable table, @Nullable Row before, Row after) implements Change {}

    /**
     * A row whose key changed: Debezium's pair of delete and create, put together again.
     *
     * @param oldKey cells of the old key, in the order of {@link SourceTable#key()}
     * @param before as for {@link Update}
     */
    record KeyChange(
            SourceTable table, Row oldKey, @Nullable Row before, Row after) implements Change {}

    /**
     * A deleted row.
     *
     * @param key cells of the key in the order of {@link SourceTable#key()}; empty if the table has none
     * @param before as for {@link Update}
     * @param told whether the source's event triggers tell of it, whole and whatever its replica identity is
     */
    record Delete(SourceTable table, Row key, @Nullable Row before, boolean told) implements Change {

        /** One that the source itself sends. */
        public Delete(SourceTable table, Row key, @Nullable Row before) {
            this(table, key, before, false);
        }
    }

    /** All rows gone. The event carries no key, so the table shows none, whatever it has. */
    record Truncate(SourceTable table) implements Change {}
}
