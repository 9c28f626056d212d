package io.debezium.server.turso.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.Misidentified;
import io.debezium.server.turso.table.PartIdentity;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;
import io.debezium.server.turso.table.TableShape;
import io.debezium.server.turso.table.ToldBy;

/**
 * A table after a definition of it has come.
 *
 * <p>While transactions of others tell of it, its schema is renamed, the index of a partitioned table becomes its key with the
 * last part of it, and partitions get other replica identities. A key is never lost so: that locks the table.
 */
final class ToldTable {
    private final TableDefinition told;
    private final Teller teller;

    /** {@code told} is the definition as it has come. */
    ToldTable(TableDefinition told, Teller teller) {
        this.told = told;
        this.teller = teller;
    }

    static ToldTable of(SchemaChange.Defined change) {
        return new ToldTable(change.definition(), new Teller(change.origin().snapshot()));
    }

    Teller teller() {
        return teller;
    }

    /**
     * The change with the name and the key that the table has.
     *
     * @param id its name before
     * @param known what it was before
     */
    SchemaChange.Defined asItStands(SchemaChange.Defined change, TableId id, TableShape known) {
        SchemaChange.Defined named = teller.sees(known.toldBy().name()) ? change : change.named(id);
        TableDefinition definition = named.definition();
        return keepsKey(definition, known)
                ? named.with(definition.keyed(key(known), known.toldBy().primary()))
                : named;
    }

    private boolean keepsKey(TableDefinition definition, TableShape known) {
        return !teller.sees(known.toldBy().key())
                && (known.toldBy().primary() || !definition.primary())
                && definition.columns().stream()
                        .map(ColumnDefinition::number)
                        .toList()
                        .containsAll(key(known));
    }

    /** Numbers of its columns. */
    private static List<Integer> key(TableShape known) {
        return known.primaryKey().stream()
                .flatMap(name -> known.findColumn(name).stream())
                .map(ColumnShape::number)
                .toList();
    }

    /**
     * As {@link TableShape#toldBy}.
     *
     * @param definition with the name and the key that the table has
     * @param known what it was before
     * @param renamed whether it had another name then
     */
    ToldBy toldBy(TableDefinition definition, TableShape known, boolean renamed) {
        ToldBy before = known.toldBy();
        // What says nothing new is no change.
        boolean sameKey = before.primary() == definition.primary() && key(known).equals(definition.key());
        return new ToldBy(
                renamed ? teller.number() : before.name(),
                sameKey ? before.key() : teller.number(),
                definition.primary(),
                parts(definition, before.parts()));
    }

    /** As {@link TableShape#toldBy}, of a table of which nothing was known. */
    ToldBy toldBy(TableDefinition definition) {
        return new ToldBy(teller.number(), teller.number(), definition.primary(), parts(definition, List.of()));
    }

    /** Those of which nothing is told come with the columns of the key that the teller knows, or whole. */
    private List<PartIdentity> parts(TableDefinition definition, List<PartIdentity> known) {
        Map<Long, PartIdentity> parts = new LinkedHashMap<>();
        for (PartIdentity part : known) {
            parts.put(part.oid(), new PartIdentity(part.oid(), folded(told.keyNames()), teller.number()));
        }
        for (Misidentified part : told.misidentified()) {
            parts.put(part.oid(), PartIdentity.of(part, teller.number()));
        }
        for (PartIdentity part : known) {
            // What says nothing new is no change.
            parts.computeIfPresent(
                    part.oid(),
                    (oid, now) -> teller.sees(part.told()) && !now.columns().equals(part.columns()) ? now : part);
        }
        List<String> key = folded(definition.keyNames());
        return parts.values().stream()
                .filter(part -> part.misses(key) || !teller.isSeenByAll(part.told()))
                .toList();
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(TableNaming::fold).toList();
    }
}
