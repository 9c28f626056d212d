package io.debezium.server.turso.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.Misidentified;
import io.debezium.server.turso.table.PartIdentity;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;
import io.debezium.server.turso.table.ToldBy;

/**
 * A table after a definition of it has come.
 *
 * <p>While transactions of others tell of it, its schema is renamed, the index of a partitioned table becomes its key with the
 * last part of it, and partitions get other replica identities. A key is never lost so: that locks the table.
 */
final class ToldTable {
    private final Teller teller;

    ToldTable(Teller teller) {
        this.teller = teller;
    }

    /**
     * A definition with the name and the key that the table has.
     *
     * @param id its name before
     * @param known what it was before
     */
    static SchemaChange.Defined of(SchemaChange.Defined told, TableId id, TableShape known) {
        ToldTable table = new ToldTable(new Teller(told.origin().snapshot()));
        SchemaChange.Defined named = table.teller.sees(known.toldBy().name()) ? told : told.named(id);
        TableDefinition definition = named.definition();
        return table.keepsKey(definition, known)
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

    private List<PartIdentity> parts(TableDefinition definition, List<PartIdentity> known) {
        Set<Long> misidentified = new HashSet<>();
        definition.misidentified().forEach(part -> misidentified.add(part.oid()));
        Map<Long, PartIdentity> parts = new LinkedHashMap<>();
        for (PartIdentity part : known) {
            boolean now = misidentified.contains(part.oid());
            boolean kept = part.misidentified() == now || !teller.sees(part.told());
            parts.put(part.oid(), kept ? part : new PartIdentity(part.oid(), now, teller.number()));
        }
        for (Misidentified part : definition.misidentified()) {
            parts.computeIfAbsent(part.oid(), oid -> new PartIdentity(oid, true, teller.number()));
        }
        // What all have seen needs no remembering.
        return parts.values().stream()
                .filter(part -> part.misidentified() || part.told() != 0)
                .toList();
    }
}
