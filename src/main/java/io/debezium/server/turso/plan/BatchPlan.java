package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/**
 * What one transaction on the target does.
 *
 * @param steps in order
 * @param catalog the tables as they are after it
 * @param changedTables tables that are new or have another shape after it
 * @param removedTables tables that are no part of the mirror after it
 * @param counts the changes that it stands for
 * @param warnings sentences for the user about what it does not carry
 */
public record BatchPlan(
        List<Step> steps,
        Catalog catalog,
        Map<TableId, TableShape> changedTables,
        Set<TableId> removedTables,
        ChangeCounts counts,
        List<String> warnings) {
    public BatchPlan {
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
        // Not Map.copyOf, which forgets the order in which the tables came.
        removedTables = Set.copyOf(removedTables);
        changedTables = Collections.unmodifiableMap(new LinkedHashMap<>(changedTables));
    }

    /** A plan that carries all. */
    public BatchPlan(
            List<Step> steps,
            Catalog catalog,
            Map<TableId, TableShape> changedTables,
            Set<TableId> removedTables,
            ChangeCounts counts) {
        this(steps, catalog, changedTables, removedTables, counts, List.of());
    }

    /** This with more steps before its own. */
    public BatchPlan after(List<Step> earlier) {
        List<Step> both = new ArrayList<>(earlier);
        both.addAll(steps);
        return new BatchPlan(both, catalog, changedTables, removedTables, counts, warnings);
    }

    /** Both as one; {@code next} was planned on the catalog of this one. */
    public BatchPlan then(BatchPlan next) {
        List<Step> both = new ArrayList<>(steps);
        both.addAll(next.steps);
        Map<TableId, TableShape> changed = new LinkedHashMap<>(changedTables);
        changed.putAll(next.changedTables);
        Set<TableId> removed = new HashSet<>(removedTables);
        removed.addAll(next.removedTables);
        List<String> told = new ArrayList<>(warnings);
        told.addAll(next.warnings);
        return new BatchPlan(both, next.catalog, changed, removed, counts.plus(next.counts), told);
    }
}
