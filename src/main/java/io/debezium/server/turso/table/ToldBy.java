package io.debezium.server.turso.table;

import java.util.List;

/**
 * By which transactions of the source a table is as it is, as far as others that have not seen them may tell of it. A number is
 * 0 if it is not known.
 *
 * @param name number of the one by which it has its name
 * @param key number of the one by which it has its key
 * @param primary whether that is the primary key, which goes before that of a replica identity
 * @param parts identities of the table or its partitions, as far as they are not, or were not, those of the key
 */
public record ToldBy(long name, long key, boolean primary, List<PartIdentity> parts) {
    /** Nothing is known. */
    static final ToldBy UNKNOWN = new ToldBy(0, 0, false, List.of());

    /** Copies the list. */
    public ToldBy {
        parts = List.copyOf(parts);
    }

    /** Of a table as its definition says, which all others have seen. */
    static ToldBy all(TableDefinition definition) {
        return new ToldBy(
                0,
                0,
                definition.primary(),
                definition.misidentified().stream()
                        .map(part -> PartIdentity.of(part, 0))
                        .toList());
    }

    /** Whether old rows of the table, or of a partition, come with other columns than those of its key. */
    boolean misidentified(List<String> primaryKey) {
        return parts.stream().anyMatch(part -> part.misses(primaryKey));
    }
}
