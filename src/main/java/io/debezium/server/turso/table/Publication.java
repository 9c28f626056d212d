package io.debezium.server.turso.table;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;

/**
 * What a publication of the source sends.
 *
 * @param withheld names of the operations that it leaves out, such as {@code update}
 * @param all whether it has all tables, whole
 * @param members its tables, and all unlogged ones, of which no publication sends anything; empty if it has all
 */
public record Publication(String name, List<String> withheld, boolean all, List<Member> members) {
    /** Copies the lists. */
    public Publication {
        withheld = List.copyOf(withheld);
        members = List.copyOf(members);
    }

    /**
     * A table under the name that its rows come by.
     *
     * @param oid its identity in the database
     * @param keyed whether an index identifies its rows
     * @param logged whether it is not UNLOGGED
     * @param whole whether neither rows nor columns are left out
     */
    public record Member(long oid, TableId id, boolean keyed, boolean logged, boolean whole) {}

    /** Why no change comes by that publication any more, and what to run. */
    public static String goneProblem(String publication) {
        return "publication " + publication + " was dropped or renamed: name it so again, or run CREATE PUBLICATION "
                + Identifiers.quote(publication) + " FOR ALL TABLES WITH (publish_via_partition_root = true).";
    }

    /** A sentence about a {@code problem} that the publication has got since the mirror's position. */
    public static String changed(String problem) {
        return "The publication was changed in Postgres, so that changes are missing from here on: " + problem
                + " The position does not move. Then load the mirror anew (debezium.sink.turso.snapshot.again).";
    }

    /** Why a publication that leaves out {@code operations} does not do, and what to run. */
    public static String withheldProblem(String publication, Collection<String> operations) {
        return "publication " + publication + " does not publish " + String.join(", ", operations)
                + ": run ALTER PUBLICATION " + Identifiers.quote(publication)
                + " SET (publish = 'insert, update, delete, truncate').";
    }

    /** Why a publication without {@code tables} does not do, and what to run. */
    public static String unpublishedProblem(String publication, Collection<TableId> tables) {
        return "changes would not arrive of tables that publication " + publication + " does not have: run "
                + addition(publication, tables) + ", or leave them out by debezium.source.table.include.list.";
    }

    /** Why a publication with parts of {@code tables} does not do, and what to change. */
    public static String partialProblem(String publication, Collection<TableId> tables) {
        return "publication " + publication + " leaves out rows or columns of " + quoted(tables)
                + ", which the snapshot does not: drop the WHERE or the column list (ALTER PUBLICATION … SET"
                + " TABLE), or choose columns by debezium.source.column.exclude.list.";
    }

    /** The SQL by which a publication gets more tables. */
    public static String addition(String publication, Collection<TableId> tables) {
        return "ALTER PUBLICATION " + Identifiers.quote(publication) + " ADD TABLE " + quoted(tables);
    }

    private static String quoted(Collection<TableId> tables) {
        return tables.stream().map(TableId::quoted).collect(Collectors.joining(", "));
    }
}
