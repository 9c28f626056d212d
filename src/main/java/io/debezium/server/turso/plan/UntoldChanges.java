package io.debezium.server.turso.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.Origin;
import io.debezium.server.turso.table.PresentTable;
import io.debezium.server.turso.table.SchemaException;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableNaming;
import io.debezium.server.turso.table.TableShape;
import io.debezium.server.turso.table.TypeConversion;

/**
 * Finds out what has happened to a table of which the source does not tell, or has failed to, from the columns that its
 * events show and from the source's catalog.
 *
 * <p>Columns are the same if they have the same number. The catalog may be ahead of the event: it is believed as far as
 * it has the event's columns in their order, and more of them only behind all that the mirror knows.
 */
public final class UntoldChanges {
    private final TargetTables targets;
    private final Function<TableId, Optional<PresentTable>> source;
    private final boolean captured;

    /**
     * One that asks the source.
     *
     * @param source looks a table up in the source's catalog; empty if it is gone
     * @param captured whether the source tells of every change by itself, of tables that are not doubtful
     */
    public UntoldChanges(TargetTables targets, Function<TableId, Optional<PresentTable>> source, boolean captured) {
        this.targets = targets;
        this.source = source;
        this.captured = captured;
    }

    /** None: the source tells of every change, or nothing was there before. */
    public static UntoldChanges none() {
        return new UntoldChanges(
                table -> {
                    throw new IllegalStateException("nothing to map");
                },
                table -> Optional.empty(),
                true);
    }

    /**
     * The change that must have come before an event. It ends the doubt about a table, whatever it is.
     *
     * @throws SchemaException if it cannot be told, or if rows of before have values that nobody knows
     */
    Optional<SchemaChange.Defined> before(SourceTable event, Catalog catalog) {
        Optional<TableShape> known = catalog.find(event.id());
        if (!isInDoubt(known, catalog)) {
            return Optional.empty();
        }
        if (known.isPresent() && isAsShown(known.get(), event)) {
            return confirmed(known.get(), event);
        }
        return source.apply(event.id()).flatMap(present -> {
            long oid = present.definition().oid();
            return known.or(() -> catalog.findByOid(oid).flatMap(catalog::find).filter(TableShape::doubtful))
                    .map(shape -> changed(shape, event, present))
                    .orElseGet(() -> created(event, present.definition()));
        });
    }

    /** What no catalog has identified, rows alone have made. */
    private static boolean isAsShown(TableShape known, SourceTable event) {
        return known.oid() == 0 || names(known).equals(names(event));
    }

    /** Where the catalog of now has what the mirror has, nothing has changed but indexes and the replica identity. */
    private Optional<SchemaChange.Defined> confirmed(TableShape known, SourceTable event) {
        if (known.oid() == 0) {
            return Optional.empty();
        }
        Optional<TableDefinition> now = source.apply(event.id())
                .map(present ->
                        stored(present.definition(), known, present.definition().key()));
        now.ifPresent(
                definition -> definition.columns().forEach(column -> requireSameType(definition.id(), column, known)));
        return now.filter(definition -> captured && isSame(definition, known)).map(UntoldChanges::defined);
    }

    /** Postgres may have computed other values, or have taken those that are there for others. */
    private static void requireSameType(TableId table, ColumnDefinition column, TableShape known) {
        String type = column.type().name();
        Optional<String> before = find(known, column.number())
                .filter(old -> TypeConversion.between(old.type(), type).isPresent())
                .map(ColumnShape::type);
        if (before.isPresent()) {
            throw refused(
                    table, "has turned its column \"" + column.name() + "\" from " + before.get() + " into " + type);
        }
    }

    private boolean isSame(TableDefinition definition, TableShape known) {
        return targets.map(definition.asSourceTable())
                .shape()
                .renamed(known.name())
                .identified(definition, known.indexes(), known.toldBy())
                .doubted()
                .equals(known);
    }

    /** A table that nobody has told of may be a doubtful one under another name. */
    private boolean isInDoubt(Optional<TableShape> known, Catalog catalog) {
        return known.map(TableShape::doubtful)
                .orElseGet(() -> !captured || catalog.tables().values().stream().anyMatch(TableShape::doubtful));
    }

    private static Optional<SchemaChange.Defined> created(SourceTable event, TableDefinition definition) {
        boolean same =
                names(definition).equals(names(event)) && definition.keyNames().equals(event.key());
        return same ? Optional.of(defined(definition)) : Optional.empty();
    }

    private Optional<SchemaChange.Defined> changed(TableShape known, SourceTable event, PresentTable present) {
        if (known.oid() != present.definition().oid()) {
            throw refused(event.id(), "was dropped and created anew");
        }
        if (present.younger()) {
            throw readAhead(event.id());
        }
        Set<String> shown = new HashSet<>(names(event));
        TableDefinition seen = present.definition().without(column -> !shown.contains(TableNaming.fold(column.name())));
        if (!names(seen).equals(names(event)) || !areLater(present.definition(), shown, known)) {
            if (shown.containsAll(names(known))) {
                return Optional.empty();
            }
            throw refused(event.id(), "has changed more than once, so that its events and Postgres' catalog differ");
        }
        SchemaChange.Defined change = defined(stored(seen, known, key(known, seen)));
        requireKnown(change, known, present);
        return Optional.of(change);
    }

    private static TableDefinition stored(TableDefinition seen, TableShape known, List<Integer> key) {
        List<ColumnDefinition> columns =
                seen.columns().stream().map(column -> stored(column, known)).toList();
        return new TableDefinition(
                seen.oid(),
                seen.id(),
                seen.partitioned(),
                seen.partition(),
                columns,
                key,
                seen.primary(),
                seen.indexes(),
                seen.misidentified(),
                seen.unsent());
    }

    /** Whether the columns that the event does not show came after it. */
    private static boolean areLater(TableDefinition definition, Set<String> shown, TableShape known) {
        return definition.columns().stream()
                .filter(column -> !shown.contains(TableNaming.fold(column.name())))
                .allMatch(column -> column.number() > last(known));
    }

    private static int last(TableShape known) {
        return known.columns().stream().mapToInt(ColumnShape::number).max().orElse(0);
    }

    /** NOT NULL may be younger than rows that are under way. */
    private static ColumnDefinition stored(ColumnDefinition column, TableShape known) {
        boolean required = find(known, column.number())
                .map(ColumnShape::notNull)
                .orElse(column.missing().isPresent());
        return new ColumnDefinition(
                column.number(),
                column.name(),
                column.type(),
                column.notNull() && required,
                column.generation(),
                column.missing());
    }

    private static List<Integer> key(TableShape known, TableDefinition seen) {
        List<Integer> numbers = known.primaryKey().stream()
                .map(name -> known.findColumn(name).orElseThrow().number())
                .toList();
        Set<Integer> left = new HashSet<>();
        seen.columns().forEach(column -> left.add(column.number()));
        if (!left.containsAll(numbers)) {
            throw refused(seen.id(), "has lost a column of its primary key");
        }
        return numbers;
    }

    private void requireKnown(SchemaChange.Defined change, TableShape known, PresentTable present) {
        List<ColumnShape> wanted = targets.map(change.table()).shape().columns();
        for (int i = 0; i < wanted.size(); i++) {
            ColumnDefinition column = change.definition().columns().get(i);
            Optional<ColumnShape> old = find(known, column.number());
            String type = wanted.get(i).declaredType();
            if (old.isEmpty()
                    && known.findColumn(TableNaming.fold(column.name()))
                            .filter(same -> same.number() == 0)
                            .isEmpty()
                    && (present.hasUnknown(column) || column.number() < last(known))) {
                throw refused(
                        change.definition().id(),
                        "has a new column \"" + column.name() + "\" for which Postgres may have computed values");
            }
            if (old.isPresent() && !old.get().declaredType().equals(type)) {
                throw refused(
                        change.definition().id(),
                        "has turned its column \"" + column.name() + "\" from "
                                + old.get().declaredType() + " into " + type);
            }
            requireSameType(change.definition().id(), column, known);
        }
    }

    private static SchemaException refused(TableId table, String effect) {
        return new SchemaException("Table " + table + " " + effect + ", of which no event trigger "
                + "(debezium.sink.turso.ddl.capture) has told. It cannot be followed. The position does not move. Load "
                + "the mirror anew with debezium.sink.turso.snapshot.again, and let the sink set up the triggers (ddl.capture=auto) so that "
                + "the next change is followed.");
    }

    private static SchemaException readAhead(TableId table) {
        return new SchemaException(
                "A row of table " + table + " is older than the last change of its columns, and may have"
                        + " been read as if it were not: when an incremental snapshot begins, the connector reads the columns of now."
                        + " The position does not move: restart the server, and it reads such rows right. If that does not help, load"
                        + " the mirror anew (debezium.sink.turso.snapshot.again).");
    }

    private static Optional<ColumnShape> find(TableShape known, int number) {
        return known.columns().stream()
                .filter(column -> column.number() == number)
                .findFirst();
    }

    private static SchemaChange.Defined defined(TableDefinition definition) {
        return new SchemaChange.Defined(definition, definition.asSourceTable(), true, false, Origin.UNTOLD);
    }

    private static List<String> names(TableShape known) {
        return known.columns().stream()
                .sorted(Comparator.comparingInt(ColumnShape::number))
                .map(ColumnShape::name)
                .toList();
    }

    private static List<String> names(SourceTable event) {
        return event.columns().stream()
                .map(SourceColumn::name)
                .map(TableNaming::fold)
                .toList();
    }

    private static List<String> names(TableDefinition definition) {
        return definition.columns().stream()
                .map(ColumnDefinition::name)
                .map(TableNaming::fold)
                .toList();
    }
}
