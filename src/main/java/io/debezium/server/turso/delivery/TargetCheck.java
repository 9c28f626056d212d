package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;
import org.jspecify.annotations.Nullable;

/** Looks whether the tables in the target are those that the mirror has made, before anything is written to them. */
public final class TargetCheck {
    private final Mirror mirror;
    private final TableNaming naming;

    /** {@code mirror} is claimed. */
    public TargetCheck(Mirror mirror, TableNaming naming) {
        this.mirror = mirror;
        this.naming = naming;
    }

    /**
     * The tables that the mirror has.
     *
     * @param state as {@link Mirror#claim} found it
     * @param scope names the tables that the mirror is going to have
     * @throws DeliveryException if a table is gone that a snapshot is not about to bring back, or one is in the way
     */
    public Catalog check(TargetState state, SnapshotScope scope) throws InterruptedException {
        Set<String> there = state.foldedNames();
        Set<TableId> missing = state.catalog().tables().keySet().stream()
                .filter(id -> !there.contains(name(state.catalog(), id)))
                .collect(Collectors.toSet());
        if (!missing.isEmpty() && state.resumes()) {
            throw new DeliveryException("Of the mirror in Turso at " + mirror.target() + ", the tables of "
                    + missing.stream().map(TableId::toString).sorted().collect(Collectors.joining(", "))
                    + " are gone: were they dropped or renamed? Bring them back, or " + IdentityGuard.AGAIN);
        }
        Catalog catalog = state.catalog();
        for (TableId id : missing) {
            catalog = catalog.without(id);
        }
        requireFree(catalog, there, scope);
        if (!missing.isEmpty()) {
            mirror.apply(new BatchPlan(List.of(), catalog, Map.of(), missing, ChangeCounts.NONE), null);
        }
        return catalog;
    }

    private void requireFree(Catalog catalog, Set<String> there, SnapshotScope scope) throws InterruptedException {
        Set<String> mine =
                catalog.tables().keySet().stream().map(id -> name(catalog, id)).collect(Collectors.toSet());
        for (SchemaChange.Observed table : scope.tables()) {
            TableId id = table.definition().id();
            String name = TargetState.fold(TableNaming.fold(naming.nameOf(id)));
            if (catalog.find(id).isEmpty() && there.contains(name) && !mine.contains(name)) {
                throw new DeliveryException(
                        inTheWay(id, name, mirror.neighbours().get(name)));
            }
        }
    }

    private String inTheWay(TableId id, String name, @Nullable String owner) {
        return "Table " + id + " would become \"" + name + "\" in Turso at " + mirror.target() + ", where "
                + (owner == null
                        ? "a table of that name exists that this mirror has not made: drop or rename it,"
                        : "the mirror \"" + owner + "\" has a table of that name:")
                + " mirror into a database of its own, or set debezium.sink.turso.collection.name.format.";
    }

    private static String name(Catalog catalog, TableId id) {
        return TargetState.fold(catalog.find(id).orElseThrow().name());
    }
}
