package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.IndexShape;
import io.debezium.server.turso.table.IndexTranslation;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;

/**
 * The indexes of a table after a definition of it has come.
 *
 * <p>Transactions that make or rename indexes of one table do not wait for one another.
 */
final class ToldIndexes {
    private final TableNaming naming;
    private final Teller teller;

    /** {@code teller} tells of the definitions. */
    ToldIndexes(TableNaming naming, Teller teller) {
        this.naming = naming;
        this.teller = teller;
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
            if (!teller.sees(index.told())) {
                merged.add(index.renamed(names.take(name(definition, index.source()))));
            }
        }
        List<Long> unseen = merged.stream().map(IndexShape::oid).toList();
        for (IndexDefinition index : definition.indexes()) {
            if (!unseen.contains(index.oid())
                    && IndexTranslation.of(definition, index) instanceof IndexTranslation.Carried carried) {
                String name = names.take(name(definition, index.name()));
                merged.add(
                        since(known, new IndexShape(name, index.name(), carried.sql(), index.oid(), teller.number())));
            }
        }
        return merged;
    }

    /** How the target calls an index of the table. */
    private String name(TableDefinition definition, String source) {
        return TableNaming.fold(naming.nameOf(new TableId(definition.id().schema(), source)));
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
