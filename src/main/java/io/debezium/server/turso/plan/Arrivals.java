package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.EarlierRows;
import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/** What comes into the mirror with values that no change brings, and what would no longer come. */
final class Arrivals {

    private Arrivals() {}

    /**
     * Sentences about values of before.
     *
     * @param before what the mirror has of the table, with the name that it had
     */
    static List<String> of(SchemaChange.Defined change, Optional<TableId> before, Catalog catalog) {
        TableDefinition definition = change.definition();
        Origin origin = change.origin();
        boolean keyed = !definition.key().isEmpty();
        if (change.rewritten()) {
            return List.of();
        }
        Optional<TableShape> known = before.flatMap(catalog::find);
        if (known.isEmpty()) {
            return origin.made() ? List.of() : List.of(EarlierRows.ofTable(definition.id(), keyed));
        }
        if (before.filter(Parked::is).isPresent()) {
            return List.of(EarlierRows.ofReturned(definition.id(), keyed));
        }
        // One statement either gives names or adds columns, which bring their values.
        Predicate<ColumnDefinition> named = before.equals(Optional.of(definition.id()))
                ? column -> origin.renamed().equals(Optional.of(column.name()))
                : column -> true;
        return definition.columns().stream()
                .filter(named.and(column -> known.get().columns().stream()
                        .noneMatch(has -> has.number() == 0 || has.number() == column.number())))
                .map(column -> EarlierRows.ofColumn(definition.id(), column.name(), keyed))
                .toList();
    }

    /**
     * Sentences about tables that the publication has got.
     *
     * @throws SchemaException if changes of the mirror's tables would not come any more
     */
    static List<String> of(SchemaChange.Published change, Catalog catalog) {
        Publication publication = change.publication().orElseThrow(() -> lost(Publication.goneProblem(change.name())));
        Set<String> withheld = new TreeSet<>(publication.withheld());
        withheld.removeIf(change.skipped());
        if (!withheld.isEmpty()) {
            throw lost(Publication.withheldProblem(publication.name(), withheld));
        }
        if (publication.all()) {
            return List.of();
        }
        List<TableId> missing = new ArrayList<>(catalog.tables().keySet());
        missing.removeIf(change.captured().negate());
        List<TableId> partial = new ArrayList<>();
        List<String> arrivals = new ArrayList<>();
        for (Publication.Member member : publication.members()) {
            boolean mirrored = missing.remove(member.id());
            if (mirrored && !member.whole()) {
                partial.add(member.id());
            } else if (!mirrored
                    && member.logged()
                    && change.captured().test(member.id())
                    && catalog.findByOid(member.oid()).isEmpty()) {
                arrivals.add(EarlierRows.ofTable(member.id(), member.keyed()));
            }
        }
        if (!missing.isEmpty()) {
            throw lost(Publication.unpublishedProblem(publication.name(), missing));
        }
        if (!partial.isEmpty()) {
            throw lost(Publication.partialProblem(publication.name(), partial));
        }
        return arrivals;
    }

    private static SchemaException lost(String problem) {
        return new SchemaException(Publication.changed(problem));
    }
}
