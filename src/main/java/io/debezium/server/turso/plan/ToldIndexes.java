package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.table.CatalogSnapshot;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.IndexShape;
import io.debezium.server.turso.table.IndexTranslation;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;

/**
 * The indexes of a table after a definition of it has come.
 *
 * <p>Transactions that make or rename indexes of one table do not wait for one another, and each tells of those that it
 * sees: what it does not see, since the other was committed later, stays as the other has told it.
 */
final class ToldIndexes {
    private final TableNaming naming;
    private final Optional<CatalogSnapshot> snapshot;

    /** {@code snapshot} is what definitions are of; empty if they are of all that was committed before. */
    ToldIndexes(TableNaming naming, Optional<CatalogSnapshot> snapshot) {
        this.naming = naming;
        this.snapshot = snapshot;
    }

    /**
     * Those that the target is to have.
     *
     * @param known those that it has
     * @param names that are not free but for {@code known}
     */
    List<IndexShape> merged(TableDefinition definition, List<IndexShape> known, TakenNames names) {
        List<IndexShape> merged = new ArrayList<>();
        for (IndexShape index : known) {
            if (isUnseen(index)) {
                merged.add(index.renamed(names.take(index.name())));
            }
        }
        List<Long> unseen = merged.stream().map(IndexShape::oid).toList();
        for (IndexDefinition index : definition.indexes()) {
            if (!unseen.contains(index.oid())
                    && IndexTranslation.of(definition, index) instanceof IndexTranslation.Carried carried) {
                TableId named = new TableId(definition.id().schema(), index.name());
                String name = names.take(TableNaming.fold(naming.nameOf(named)));
                merged.add(since(known, new IndexShape(name, index.name(), carried.sql(), index.oid(), reader())));
            }
        }
        return merged;
    }

    private boolean isUnseen(IndexShape index) {
        return index.told() != 0
                && snapshot.filter(snapshot -> !snapshot.sees(index.told())).isPresent();
    }

    private long reader() {
        return snapshot.map(CatalogSnapshot::reader).orElse(0L);
    }

    /** What says nothing new is no change: a rename that is committed after it is not older. */
    private static IndexShape since(List<IndexShape> known, IndexShape index) {
        return known.stream()
                .filter(index::saysTheSame)
                .findFirst()
                .map(same -> index.toldBy(same.told()))
                .orElse(index);
    }
}
