package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.DefinitionDiff;
import io.debezium.server.turso.table.DropPolicy;
import io.debezium.server.turso.table.IndexShape;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.SchemaDiff;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;
import io.debezium.server.turso.table.TableShape;

/** Turns a schema change of the source into DDL for the target. Tables are known by their identity, not by name. */
public final class SchemaPlanner {
    private final TargetTables targets;
    private final TableNaming naming;
    private final DefinitionDiff diff;
    private final DropPolicy drops;
    private final boolean captured;

    /**
     * A planner.
     *
     * @param naming names indexes as it names tables
     * @param captured whether the source tells of every change by itself
     */
    public SchemaPlanner(
            TargetTables targets, TableNaming naming, DefinitionDiff diff, DropPolicy drops, boolean captured) {
        this.targets = targets;
        this.naming = naming;
        this.diff = diff;
        this.drops = drops;
        this.captured = captured;
    }

    /**
     * What a schema change does.
     *
     * @param steps in order; empty if the target needs nothing
     * @param catalog the tables after it
     * @param touched tables, under the names of before and after, whose rows take another way from now on
     * @param warnings sentences for the user about what it does not carry
     */
    record Effect(List<Step> steps, Catalog catalog, Set<TableId> touched, List<String> warnings) {
        Effect(List<Step> steps, Catalog catalog, Set<TableId> touched) {
            this(steps, catalog, touched, List.of());
        }
    }

    Effect plan(SchemaChange change, Catalog catalog) {
        return switch (change) {
            case SchemaChange.Defined defined -> define(defined, catalog);
            case SchemaChange.Observed observed -> observe(observed, catalog);
            case SchemaChange.Dropped dropped -> drop(dropped.oid(), dropped.id(), catalog);
            case SchemaChange.Relabelled relabelled -> relabel(relabelled, catalog);
            case SchemaChange.IndexDropped dropped -> dropIndex(dropped, catalog);
            case SchemaChange.NotCaptured failure -> doubt(failure, catalog);
            case SchemaChange.Published published ->
                new Effect(List.of(), catalog, Set.of(), Arrivals.of(published, catalog));
            case SchemaChange.Forged forged -> new Effect(List.of(), catalog, Set.of());
        };
    }

    /** Rows and the source's catalog have to tell, until the source tells again. */
    private static Effect doubt(SchemaChange.NotCaptured failure, Catalog catalog) {
        if (failure.rows()) {
            throw new SchemaException("Postgres could not tell of a schema change (" + failure.message() + "), and rows"
                    + " have changed with it that the mirror would not get. The position does not move. Load the mirror"
                    + " anew (debezium.sink.turso.snapshot.again).");
        }
        Set<TableId> doubtful = new LinkedHashSet<>();
        for (long oid : failure.oids()) {
            catalog.findByOid(oid).ifPresent(doubtful::add);
        }
        // One that the mirror does not have may come under any name.
        boolean all =
                failure.oids().isEmpty() || doubtful.size() < failure.oids().size();
        Set<TableId> tables = all ? catalog.tables().keySet() : doubtful;
        return new Effect(List.of(), catalog.doubted(tables), tables);
    }

    /** {@code shape} as the source's catalog identifies it, where the mirror has a table {@code before} of it. */
    private TableShape identified(
            TableShape shape, TableDefinition definition, ToldTable table, Optional<TableId> before, Catalog catalog) {
        Optional<TableShape> known = before.flatMap(catalog::find);
        List<IndexShape> indexes = known.map(TableShape::indexes).orElse(List.of());
        TakenNames names = TakenNames.of(before.map(catalog::without).orElse(catalog), shape.name());
        TableShape identified = shape.identified(
                definition,
                new ToldIndexes(naming, table.teller()).merged(definition, indexes, names),
                known.map(is -> table.toldBy(definition, is, !before.equals(Optional.of(definition.id()))))
                        .orElseGet(() -> table.toldBy(definition)));
        return captured ? identified : identified.doubted();
    }

    private Effect define(SchemaChange.Defined told, Catalog catalog) {
        Optional<TableId> before =
                find(told.definition().oid(), told.definition().id(), catalog);
        Optional<TableShape> known = before.flatMap(catalog::find);
        ToldTable table = ToldTable.of(told);
        SchemaChange.Defined change = known.map(shape -> table.asItStands(told, before.orElseThrow(), shape))
                .orElse(told);
        TableDefinition definition = change.definition();
        if (!change.captured()) {
            return before.isPresent() && catalog.findByOid(definition.oid()).isPresent()
                    ? park(change, before.get(), catalog)
                    : new Effect(List.of(), catalog, Set.of());
        }
        MappedTable mapped = targets.map(change.table());
        TableShape wanted = identified(mapped.shape(), definition, table, before, catalog);
        SchemaDiff.Result result = known.map(
                        shape -> diff.follow(shape, wanted, definition, mapped.mappings(), change.rewritten()))
                .orElseGet(() -> diff.create(definition.id(), wanted));
        Set<TableId> touched = new LinkedHashSet<>();
        before.ifPresent(touched::add);
        touched.add(definition.id());
        Clearing clearing =
                clear(result.shape().name(), before.map(catalog::without).orElse(catalog));
        List<Step> steps = new ArrayList<>(clearing.steps());
        steps.addAll(steps(definition.id(), action(known, result.shape()), result.ddl()));
        touched.addAll(clearing.touched());
        return new Effect(
                steps,
                clearing.catalog().with(definition.id(), result.shape()),
                touched,
                Arrivals.of(change, before, catalog));
    }

    /** The catalog after an index that has the name of a table to come has got another one. */
    private record Clearing(List<Step> steps, Catalog catalog, Set<TableId> touched) {}

    private static Clearing clear(String table, Catalog others) {
        for (Map.Entry<TableId, TableShape> entry : others.tables().entrySet()) {
            for (IndexShape index : entry.getValue().indexes()) {
                if (index.name().equalsIgnoreCase(table)) {
                    IndexShape renamed =
                            index.renamed(TakenNames.of(others, table).take(index.name()));
                    TableShape shape = entry.getValue().without(index).with(renamed);
                    List<Statement> ddl =
                            List.of(TableDdl.dropIndex(index.name()), TableDdl.createIndex(shape, renamed));
                    return new Clearing(
                            steps(entry.getKey(), ddl), others.with(entry.getKey(), shape), Set.of(entry.getKey()));
                }
            }
        }
        return new Clearing(List.of(), others, Set.of());
    }

    /** A table without rows is in no event, and no event tells identities: both come from here, if it is the same table. */
    private Effect observe(SchemaChange.Observed observed, Catalog catalog) {
        TableDefinition definition = observed.definition();
        if (catalog.findByOid(definition.oid()).isPresent()) {
            return new Effect(List.of(), catalog, Set.of());
        }
        MappedTable mapped = targets.map(observed.table());
        ToldTable table = new ToldTable(definition, new Teller(Optional.empty()));
        TableShape wanted =
                identified(mapped.shape(), definition, table, Optional.empty(), catalog.without(definition.id()));
        Optional<TableShape> known = catalog.find(definition.id());
        if (known.isPresent() && !known.get().isLike(wanted)) {
            return new Effect(List.of(), catalog, Set.of());
        }
        SchemaDiff.Result result = known.map(shape -> diff.follow(shape, wanted, definition, mapped.mappings(), false))
                .orElseGet(() -> diff.create(definition.id(), wanted));
        return new Effect(
                steps(definition.id(), result.ddl()),
                catalog.with(definition.id(), result.shape()),
                Set.of(definition.id()));
    }

    /** By identity; by name if the table was made by events alone, which do not tell the identity. */
    private static Optional<TableId> find(long oid, TableId id, Catalog catalog) {
        return catalog.findByOid(oid)
                .or(() -> catalog.find(id).filter(shape -> shape.oid() == 0).map(shape -> id));
    }

    /** A table that is captured no more keeps its rows until its transaction ends, in which it may come back. */
    private Effect park(SchemaChange.Defined change, TableId id, Catalog catalog) {
        long oid = change.definition().oid();
        if (change.rewritten() || diff.drop(id, drops) != DropPolicy.DROP) {
            return drop(oid, id, catalog);
        }
        TableId parked = Parked.id(oid);
        if (id.equals(parked)) {
            return new Effect(List.of(), catalog, Set.of());
        }
        TableShape table = catalog.find(id).orElseThrow();
        return new Effect(
                steps(id, List.of(TableDdl.rename(table.name(), parked.name()))),
                catalog.without(id).with(parked, table.renamed(parked.name())),
                Set.of(id, parked));
    }

    /** The source transaction ends: what it has left out of the mirror goes. */
    List<Effect> end(Catalog catalog) {
        List<Effect> effects = new ArrayList<>();
        Catalog left = catalog;
        for (Map.Entry<TableId, TableShape> entry : catalog.tables().entrySet()) {
            if (Parked.is(entry.getKey())) {
                Effect effect = drop(entry.getValue().oid(), entry.getKey(), left);
                effects.add(effect);
                left = effect.catalog();
            }
        }
        return effects;
    }

    private Effect drop(long oid, TableId id, Catalog catalog) {
        Optional<TableId> known = find(oid, id, catalog);
        if (known.isEmpty()) {
            return new Effect(List.of(), catalog, Set.of());
        }
        TableShape table = catalog.find(known.get()).orElseThrow();
        DropPolicy policy = diff.drop(known.get(), drops);
        List<Statement> ddl = new ArrayList<>();
        if (policy != DropPolicy.DROP) {
            // Their names are of the whole database, and may come again with another table.
            table.indexes().forEach(index -> ddl.add(TableDdl.dropIndex(index.name())));
        }
        switch (policy) {
            case DROP -> ddl.add(TableDdl.drop(table.name()));
            case KEEP -> {}
            case RENAME -> {
                // The same table may have gone before, as a partition that is attached again; then it has come back
                // since.
                String aside = table.name() + "_dropped_" + oid;
                ddl.add(TableDdl.drop(aside));
                ddl.add(TableDdl.rename(table.name(), aside));
            }
        }
        return new Effect(steps(known.get(), ddl), catalog.without(known.get()), Set.of(known.get()));
    }

    private static Effect relabel(SchemaChange.Relabelled change, Catalog catalog) {
        Optional<TableId> known = find(change.oid(), change.id(), catalog);
        if (known.isEmpty()) {
            return new Effect(List.of(), catalog, Set.of());
        }
        TableShape table = catalog.find(known.get()).orElseThrow();
        List<Statement> updates = change.columns().stream()
                .flatMap(column -> table.findColumn(TableNaming.fold(column)).stream())
                .map(column -> TableDdl.replaceValue(table.name(), column.name(), change.before(), change.after()))
                .toList();
        return new Effect(steps(known.get(), "change of an enum label", updates), catalog, Set.of(known.get()));
    }

    private static Effect dropIndex(SchemaChange.IndexDropped dropped, Catalog catalog) {
        return dropIndex(catalog, (id, index) -> index.oid() != 0 && index.oid() == dropped.oid())
                // Before Postgres 17 nothing tells of the new identity that REINDEX CONCURRENTLY gives.
                .or(() -> dropIndex(
                        catalog,
                        (id, index) -> id.schema().equals(dropped.schema())
                                && index.source().equals(dropped.name())))
                .orElseGet(() -> new Effect(List.of(), catalog, Set.of()));
    }

    private static Optional<Effect> dropIndex(Catalog catalog, BiPredicate<TableId, IndexShape> dropped) {
        for (Map.Entry<TableId, TableShape> entry : catalog.tables().entrySet()) {
            TableId id = entry.getKey();
            TableShape table = entry.getValue();
            for (IndexShape index : table.indexes()) {
                if (dropped.test(id, index)) {
                    List<Step> steps = steps(id, List.of(TableDdl.dropIndex(index.name())));
                    return Optional.of(new Effect(steps, catalog.with(id, table.without(index)), Set.of(id)));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Step> steps(TableId id, List<Statement> ddl) {
        return steps(id, "schema change", ddl);
    }

    private static List<Step> steps(TableId id, String action, List<Statement> ddl) {
        return ddl.stream().map(statement -> new Step(id, action, statement)).toList();
    }

    /** Another key than before is what old rows may not fit. */
    private static String action(Optional<TableShape> known, TableShape wanted) {
        boolean same = known.isEmpty() || known.get().primaryKey().equals(wanted.primaryKey());
        return same || wanted.primaryKey().isEmpty()
                ? "schema change"
                : "change to the primary key " + Identifiers.list(wanted.primaryKey());
    }
}
