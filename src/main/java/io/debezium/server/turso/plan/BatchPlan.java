package io.debezium.server.turso.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/**
 * What one transaction on the target does.
 *
 * @param steps in order
 * @param catalog the tables as they are after it
 * @param changedTables tables that are new or have another shape after it
 * @param rows number of row changes it stands for
 */
public record BatchPlan(List<Step> steps, Catalog catalog, Map<TableId, TableShape> changedTables, long rows) {
    public BatchPlan {
        steps = List.copyOf(steps);
        // Not Map.copyOf, which forgets the order in which the tables came.
        changedTables = Collections.unmodifiableMap(new LinkedHashMap<>(changedTables));
    }
}
