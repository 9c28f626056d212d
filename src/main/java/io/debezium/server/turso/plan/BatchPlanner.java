package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaDiff;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes, in their order, into the statements of one transaction.
 *
 * <p>Changes of one table keep their order; those of different tables need none, since a mirror has no foreign keys.
 * Stateful between {@link #add} and {@link #build} or {@link #discard}.
 */
public final class BatchPlanner {
    private final TargetTables targets;
    private final SchemaDiff diff;
    private final SchemaPlanner schemas;
    private final UntoldChanges untold;
    private final PlanOptions options;

    private final PlannedTables tables;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<TableId, TablePlan> plans = new LinkedHashMap<>();
    private final ChangeCounts.Counter counter = new ChangeCounts.Counter();
    private Predicate<TableId> readAhead = none -> false;
    private long rows;
    private long weight;

    /**
     * The mapped table with its fold, for as long as events show the same schema.
     *
     * @param misidentified whether updates and deletes of it do not tell which row they mean
     */
    private record TablePlan(SourceTable source, TableFold fold, boolean misidentified) {}

    /** A planner over the tables of {@code catalog}. */
    public BatchPlanner(
            TargetTables targets,
            SchemaDiff diff,
            SchemaPlanner schemas,
            UntoldChanges untold,
            PlanOptions options,
            Catalog catalog) {
        this.targets = targets;
        this.diff = diff;
        this.schemas = schemas;
        this.untold = untold;
        this.options = options;
        this.tables = new PlannedTables(catalog);
    }

    /**
     * Takes the next change.
     *
     * @throws RowException if this one change cannot be mirrored; nothing of it was planned
     * @throws io.debezium.server.turso.table.SchemaException if it cannot be mirrored
     */
    public void add(SourceChange change) {
        switch (change) {
            case Change.Truncate truncate -> truncate(truncate);
            case Change row -> addRow(row);
            case SchemaChange schema -> follow(schema);
        }
    }

    /**
     * Says for the changes that follow of which tables the target may have rows already as later changes than these have
     * left them.
     */
    public void readAhead(Predicate<TableId> tables) {
        readAhead = tables;
    }

    /** Takes a step that does not come from the source. */
    public void add(Step step, long bytes) {
        steps.add(step);
        rows++;
        weight += bytes;
    }

    private void addRow(Change change) {
        if (isWanted(change)) {
            long size = change.weight();
            RowSize.require(change, size, options.limits().rowBytes());
            TablePlan plan = planFor(change.table());
            if (plan.misidentified() && !tellsRow(change)) {
                throw misidentified(change.table().id());
            }
            plan.fold().apply(change);
            rows++;
            weight += size;
            counter.add(change, size);
        }
    }

    /** Whatever the replica identity is. */
    private static boolean tellsRow(Change change) {
        return change instanceof Change.Insert || (change instanceof Change.Delete delete && delete.told());
    }

    private static SchemaException misidentified(TableId table) {
        return new SchemaException("The replica identity of table " + table + ", or of one of its partitions, has other"
                + " columns than its key, so that an update or delete of it does not tell which row it means. The position"
                + " does not move. Run what the log said when it became so (ALTER TABLE … REPLICA IDENTITY FULL), and load the"
                + " mirror anew (debezium.sink.turso.snapshot.again).");
    }

    /** What is pending of a table belongs before its change; what comes after it finds the table anew. */
    private void follow(SchemaChange change) {
        follow(schemas.plan(change, tables.catalog()));
    }

    /** The source transaction that the last changes are of has ended. */
    public void end() {
        schemas.end(tables.catalog()).forEach(this::follow);
    }

    private void follow(SchemaPlanner.Effect effect) {
        for (TableId id : effect.touched()) {
            TablePlan plan = plans.remove(id);
            if (plan != null) {
                plan.fold().flush();
            }
        }
        steps.addAll(effect.steps());
        warnings.addAll(effect.warnings());
        tables.become(effect.catalog(), effect.touched());
        rows += effect.steps().size();
        counter.addSchemaChanges(effect.steps().size());
    }

    /** Number of row changes since the last {@link #build} or {@link #discard}. */
    public long rows() {
        return rows;
    }

    /** Approximate number of bytes of those changes that were not drained. */
    public long weight() {
        return weight;
    }

    /** The tables as they are after what was added. */
    public Catalog catalog() {
        return tables.catalog();
    }

    /**
     * The statements of what was added, to be kept elsewhere until {@link #build} or {@link #discard}: they belong before
     * those of the plan.
     */
    public List<Step> drain() {
        plans.values().forEach(plan -> plan.fold().flush());
        List<Step> drained = List.copyOf(steps);
        steps.clear();
        weight = 0;
        return drained;
    }

    /** Whether a definition says nothing new of the table and its rows, but perhaps of its indexes and its identity. */
    public boolean knows(SchemaChange.Defined defined) {
        TableId id = defined.definition().id();
        return defined.captured()
                && !defined.rewritten()
                && tables.find(id)
                        .filter(known -> isSame(ToldTable.of(defined).asItStands(defined, id, known), known))
                        .isPresent();
    }

    private boolean isSame(SchemaChange.Defined defined, TableShape known) {
        return known.hasSameRows(targets.map(defined.table()).shape().identified(defined.definition(), List.of()));
    }

    /** What the target of {@code source} looks like where nothing is known of it. */
    public TableShape shapeOf(SourceTable source) {
        return targets.map(source).shape();
    }

    /** The plan of all that was added and not drained; the planner then starts anew on its result. */
    public BatchPlan build() {
        plans.values().forEach(plan -> plan.fold().flush());
        BatchPlan plan =
                new BatchPlan(steps, tables.catalog(), tables.changed(), tables.removed(), counter.take(), warnings);
        tables.settle();
        clear();
        return plan;
    }

    /** Forgets what was added since the last {@link #build}. */
    public void discard() {
        tables.discard();
        plans.clear();
        clear();
    }

    /** Starts anew on other tables. */
    public void reset(Catalog catalog) {
        tables.reset(catalog);
        discard();
    }

    private void clear() {
        steps.clear();
        warnings.clear();
        counter.take();
        rows = 0;
        weight = 0;
    }

    /** Its event shows no key, whatever the table has: it never makes or judges a table. */
    private void truncate(Change.Truncate truncate) {
        TableId id = truncate.table().id();
        TableShape known = tables.find(id).orElse(null);
        if (known == null || !options.truncates()) {
            return;
        }
        TablePlan plan = plans.get(id);
        if (plan != null) {
            plan.fold().apply(truncate);
        } else {
            steps.add(new Step(id, "truncate", TableDdl.deleteAll(known.name())));
        }
        counter.add(truncate, 0);
        rows++;
    }

    private boolean isWanted(Change change) {
        return switch (change) {
            case Change.Truncate truncate -> options.truncates();
            case Change.Delete delete -> options.deletes();
            case Change.Insert insert -> true;
            case Change.Update update -> true;
            case Change.KeyChange keyChange -> true;
        };
    }

    // Identity first: this runs for every row, and equality compares whole schemas.
    @SuppressWarnings("ReferenceEquality")
    private TablePlan planFor(SourceTable source) {
        TablePlan plan = plans.get(source.id());
        if (plan != null && plan.source() == source) {
            return plan;
        }
        // Equal but not identical after every restart of the connector: kept under the new identity, to compare once.
        TablePlan current = plan != null && plan.source().equals(source)
                ? new TablePlan(source, plan.fold(), plan.misidentified())
                : prepare(source, plan);
        plans.put(source.id(), current);
        return current;
    }

    private TablePlan prepare(SourceTable source, @Nullable TablePlan earlier) {
        if (earlier != null) {
            earlier.fold().flush();
        }
        untold.before(source, tables.catalog()).ifPresent(this::follow);
        MappedTable wanted = targets.map(source);
        TableShape known = tables.find(source.id()).orElse(null);
        MappedTable mapped = known == null ? wanted : diff.keyed(known, wanted.renamed(known.name()));
        if (known != null) {
            diff.requireTold(known, mapped);
        }
        SchemaDiff.Result result = known == null ? diff.create(mapped) : diff.evolve(known, mapped);
        if (!result.shape().equals(known)) {
            tables.put(source.id(), result.shape());
            result.ddl().forEach(statement -> steps.add(new Step(source.id(), "schema change", statement)));
        }
        return new TablePlan(
                source,
                TableFold.of(
                        mapped,
                        options.limits(),
                        new StatementWriter(mapped, options.limits(), steps::add),
                        () -> readAhead.test(source.id())),
                known != null && known.misidentified());
    }
}
