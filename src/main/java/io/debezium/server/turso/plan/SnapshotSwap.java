package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/** Puts the staged tables of a finished snapshot in the place of the mirror's: all of them in one transaction. */
public final class SnapshotSwap {
    /** What the name of a table that stages a snapshot begins with. */
    public static final String STAGING_PREFIX = "_cdc_snapshot_";

    private SnapshotSwap() {}

    /**
     * The plan that turns {@code staged} into tables of the mirror, whose tables so far are {@code catalog}.
     *
     * <p>What was known of identities is void: the snapshot may be of another server, which gave them to others.
     *
     * @param covered whether the snapshot was of a table: one that was not staged then has no rows
     * @param wanted what tables without rows look like; a table of the mirror that looks different is dropped
     */
    public static BatchPlan plan(
            Catalog catalog, Catalog staged, Predicate<TableId> covered, Map<TableId, TableShape> wanted) {
        List<Step> steps = new ArrayList<>();
        Map<TableId, TableShape> changed = new LinkedHashMap<>();
        Set<TableId> removed = new HashSet<>();
        Catalog after = catalog;
        for (Map.Entry<TableId, TableShape> entry : staged.tables().entrySet()) {
            TableId id = entry.getKey();
            String staging = entry.getValue().name();
            TableShape target = entry.getValue().renamed(staging.substring(STAGING_PREFIX.length()));
            TableShape present = catalog.find(id).orElse(null);
            if (present != null && present.isLike(target)) {
                target = present.anonymous();
            }
            for (Statement statement : replace(present, target, staging)) {
                steps.add(new Step(id, "snapshot swap", statement));
            }
            after = after.with(id, target);
            changed.put(id, target);
        }
        for (TableId id : catalog.tables().keySet()) {
            if (staged.find(id).isEmpty() && covered.test(id)) {
                TableShape present = catalog.find(id).orElseThrow();
                if (present.isLike(wanted.getOrDefault(id, present).renamed(present.name()))) {
                    steps.add(new Step(id, "snapshot swap", TableDdl.deleteAll(present.name())));
                    after = after.with(id, present.anonymous());
                    changed.put(id, present.anonymous());
                } else {
                    steps.add(new Step(id, "snapshot swap", TableDdl.drop(present.name())));
                    after = after.without(id);
                    removed.add(id);
                }
            }
        }
        return new BatchPlan(steps, after, changed, removed, ChangeCounts.NONE);
    }

    private static List<Statement> replace(
            @org.jspecify.annotations.Nullable TableShape present, TableShape target, String staging) {
        List<Statement> statements = new ArrayList<>();
        if (present != null && target.isLike(present)) {
            // Row by row, so that indexes and views which the user made on the table live on.
            statements.addAll(TableDdl.replaceRows(target, staging));
            statements.add(TableDdl.drop(staging));
        } else {
            if (present != null) {
                statements.add(TableDdl.drop(present.name()));
            }
            statements.add(TableDdl.rename(staging, target.name()));
        }
        return statements;
    }
}
