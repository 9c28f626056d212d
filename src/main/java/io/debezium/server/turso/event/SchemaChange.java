package io.debezium.server.turso.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;

/** A change of a table itself, captured in the source and sent in order with the rows. */
public sealed interface SchemaChange extends SourceChange {

    @Override
    default long weight() {
        return 0;
    }

    /**
     * The table is as {@code definition} says from now on.
     *
     * @param table the same in the terms of events: rows of a rewrite follow as inserts into it
     * @param captured whether the connector captures the table under its present name
     * @param rewritten whether the rows of before are void; those that it has now follow
     * @param origin how it came to be so
     */
    record Defined(TableDefinition definition, SourceTable table, boolean captured, boolean rewritten, Origin origin)
            implements SchemaChange {
        /** The same of another definition. */
        public Defined with(TableDefinition other) {
            return new Defined(other, other.asSourceTable(), captured, rewritten, origin);
        }

        /** The same of a table that the connector captures under another name. */
        public Defined named(TableId id) {
            TableDefinition other = definition.named(id);
            return new Defined(other, other.asSourceTable(), true, rewritten, origin);
        }
    }

    /**
     * The publication that the connector streams by may have changed.
     *
     * @param publication empty if it is gone
     * @param captured whether the connector captures a table
     * @param skipped whether the connector leaves out an operation by the user's will
     */
    record Published(
            String name, Optional<Publication> publication, Predicate<TableId> captured, Predicate<String> skipped)
            implements SchemaChange {}

    /**
     * The source's catalog said this when the server started: it holds for what was first seen after that, unless the
     * table changed in between.
     *
     * @param table the same in the terms of events
     */
    record Observed(TableDefinition definition, SourceTable table) implements SchemaChange {
        /** What {@code definition} says. */
        public static Observed of(TableDefinition definition) {
            return new Observed(definition, definition.asSourceTable());
        }
    }

    /**
     * The table is gone.
     *
     * @param oid its identity in the database
     */
    record Dropped(long oid, TableId id) implements SchemaChange {}

    /**
     * A label of an enum is another one in all rows of a table.
     *
     * @param oid the table's identity in the database
     * @param columns of that enum
     */
    record Relabelled(long oid, TableId id, List<String> columns, String before, String after) implements SchemaChange {
        public Relabelled {
            columns = List.copyOf(columns);
        }
    }

    /**
     * An index of a table in {@code schema} is gone.
     *
     * @param oid its identity in the database; 0 if it is not known
     */
    record IndexDropped(long oid, String schema, String name) implements SchemaChange {}

    /**
     * The source could not say what has changed, for the reason of {@code message}.
     *
     * @param rows whether rows have changed with it
     * @param oids identities of the tables that may have changed; empty if it may be any
     */
    record NotCaptured(String message, boolean rows, List<Long> oids) implements SchemaChange {
        /** Copies the list. */
        public NotCaptured {
            oids = List.copyOf(oids);
        }
    }

    /** Somebody has sent a message in the name of the source's triggers. Nothing has changed by it. */
    record Forged() implements SchemaChange {}
}
