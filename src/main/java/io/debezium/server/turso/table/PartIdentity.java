package io.debezium.server.turso.table;

import java.util.List;
import java.util.Set;

/**
 * The columns with which old rows of a table, or of one of its partitions, come.
 *
 * @param oid identity in the source of the table or the partition
 * @param columns their names in the target, in no order; empty if they come whole. What is right by now is kept for those who
 *     have not seen it
 * @param told number of the source's transaction by which it is so; 0 if it is not known
 */
public record PartIdentity(long oid, List<String> columns, long told) {
    /** Copies the list. */
    public PartIdentity {
        columns = List.copyOf(columns);
    }

    /** As one transaction of that number tells it. */
    public static PartIdentity of(Misidentified part, long told) {
        return new PartIdentity(
                part.oid(), part.columns().stream().map(TableNaming::fold).toList(), told);
    }

    /** Whether they do not tell which row is meant. */
    public boolean misses(List<String> key) {
        return !columns.isEmpty() && !Set.copyOf(columns).equals(Set.copyOf(key));
    }
}
