package io.debezium.server.turso.ddl;

import java.util.List;

import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;

/** What a logical message of the source's event triggers says. */
public sealed interface SchemaMessage {

    /**
     * A table was created or altered.
     *
     * @param rewritten whether every row may have changed with it; {@link Rows} follow
     * @param origin how it came to be so
     */
    record Table(TableDefinition definition, boolean rewritten, Origin origin) implements SchemaMessage {}

    /** The publications were changed; {@code all} are those that there are. */
    record Publications(List<Publication> all) implements SchemaMessage {
        /** Copies the list. */
        public Publications {
            all = List.copyOf(all);
        }
    }

    /**
     * Rows of a rewritten table, or of a partition that has come to the table or gone from it.
     *
     * @param gone whether the table has them no more
     * @param rows the texts of all columns in the order of their numbers; null for NULL
     */
    record Rows(long oid, boolean gone, List<List<@Nullable String>> rows) implements SchemaMessage {}

    /** Tables and indexes were dropped. */
    record Drops(List<Drop> tables, List<DropIndex> indexes) implements SchemaMessage {
        /** Copies the lists. */
        public Drops {
            tables = List.copyOf(tables);
            indexes = List.copyOf(indexes);
        }
    }

    /** A table was dropped. */
    record Drop(long oid, TableId id) {}

    /**
     * An index was dropped.
     *
     * @param oid its identity; 0 if it is not known
     */
    record DropIndex(long oid, String schema, String name) {}

    /**
     * A label of an enum was renamed.
     *
     * @param columns of that enum in the table
     */
    record Label(long oid, TableId id, List<String> columns, String before, String after) implements SchemaMessage {}

    /**
     * A trigger failed and let the statement pass.
     *
     * @param rows whether rows have changed with the statement
     * @param oids of the tables that it may have changed; empty if nobody knows which
     */
    record Failed(String message, boolean rows, List<Long> oids) implements SchemaMessage {}
}
