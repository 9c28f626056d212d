package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The DDL that turns a table of the target into another, its rows carried over.
 *
 * <p>Columns are the same if they have the same number in the source. What ALTER TABLE can do is done so; everything
 * else builds the table anew beside the old one, which takes as long as copying its rows.
 */
final class TableMigration {
    private static final String BUILDING = "_cdc_rebuild";

    private final TableShape known;
    private final TableShape wanted;
    /** By column number: the literal that rows have which are older than the column. */
    private final Map<Integer, String> missing;

    TableMigration(TableShape known, TableShape wanted, Map<Integer, String> missing) {
        this.known = known;
        this.wanted = wanted;
        this.missing = missing;
    }

    /** Statements for a table whose old rows are void. */
    List<Statement> emptied() {
        List<Statement> ddl = new ArrayList<>(List.of(TableDdl.drop(known.name()), TableDdl.create(wanted)));
        wanted.indexes().forEach(index -> ddl.add(TableDdl.createIndex(wanted, index)));
        return ddl;
    }

    /**
     * Statements that keep all rows.
     *
     * @throws SchemaException if a column's values cannot be carried over
     */
    List<Statement> carried() {
        List<Statement> ddl = new ArrayList<>();
        List<IndexShape> kept = known.indexes().stream()
                .filter(index -> wanted.indexes().stream().anyMatch(index::isLike) && !isBroken(index))
                .toList();
        known.indexes().stream()
                .filter(index -> !kept.contains(index))
                .forEach(index -> ddl.add(TableDdl.dropIndex(index.name())));
        if (isAlterable()) {
            alter(ddl);
            wanted.indexes().stream()
                    .filter(index -> kept.stream().noneMatch(index::isLike))
                    .forEach(index -> ddl.add(TableDdl.createIndex(wanted, index)));
        } else {
            rebuild(ddl);
            wanted.indexes().forEach(index -> ddl.add(TableDdl.createIndex(wanted, index)));
        }
        return ddl;
    }

    /** The Turso engine goes on to compute with the old names of columns, and dies of a column that goes. */
    private boolean isBroken(IndexShape index) {
        boolean renames = wanted.columns().stream().anyMatch(column -> known.findSame(column)
                .filter(old -> !old.name().equals(column.name()))
                .isPresent());
        return index.sql().computed() && (renames || !dropped().isEmpty());
    }

    /** Columns of the old table that the new one lacks. */
    List<ColumnShape> dropped() {
        List<ColumnShape> kept = wanted.columns().stream()
                .flatMap(column -> known.findSame(column).stream())
                .toList();
        return known.columns().stream().filter(column -> !kept.contains(column)).toList();
    }

    /** Whether no column of the old table is renamed, retyped, or changes between NULL and NOT NULL. */
    boolean isAdditive() {
        boolean same = wanted.columns().stream().allMatch(column -> known.findSame(column)
                .map(old -> old.name().equals(column.name()) && isStoredAlike(old, column))
                .orElse(true));
        return same && known.name().equals(wanted.name()) && hasSameKey();
    }

    /** What the migration does, each as the end of a sentence about the table. */
    List<String> effects(boolean rewritten) {
        List<String> effects = new ArrayList<>();
        if (!known.name().equals(wanted.name())) {
            effects.add("is now \"" + wanted.name() + "\" in Turso");
        }
        dropped().forEach(column -> effects.add("has lost its column \"" + column.name() + '"'));
        wanted.columns().forEach(column -> effects.addAll(effects(column)));
        if (!hasSameKey()) {
            effects.add("has another primary key");
        }
        if (rewritten) {
            effects.add("was rewritten");
        }
        return effects;
    }

    private List<String> effects(ColumnShape column) {
        Optional<ColumnShape> old = known.findSame(column);
        if (old.isEmpty()) {
            return List.of("has a new column \"" + column.name() + '"');
        }
        List<String> effects = new ArrayList<>();
        if (!old.get().name().equals(column.name())) {
            effects.add("calls its column \"" + old.get().name() + "\" now \"" + column.name() + '"');
        }
        if (!old.get().declaredType().equals(column.declaredType())) {
            effects.add("has turned its column \"" + column.name() + "\" from "
                    + old.get().declaredType() + " into " + column.declaredType());
        } else if (TypeConversion.between(old.get().type(), column.type()).isPresent()) {
            effects.add("has turned its column \"" + column.name() + "\" from "
                    + old.get().type() + " into " + column.type());
        }
        if (old.get().notNull() != column.notNull()) {
            effects.add(
                    "has made its column \"" + column.name() + "\" " + (column.notNull() ? "NOT NULL" : "nullable"));
        }
        return effects;
    }

    private boolean isAlterable() {
        boolean alterable = wanted.columns().stream().allMatch(this::isAlterable);
        boolean droppable =
                dropped().stream().noneMatch(column -> known.primaryKey().contains(column.name()));
        // SQLite keeps one column at least, so that all of them cannot go one by one.
        boolean keeps = dropped().size() < known.columns().size();
        return alterable && droppable && keeps && hasSameKey();
    }

    private boolean isAlterable(ColumnShape column) {
        Optional<ColumnShape> old = known.findSame(column);
        if (old.isEmpty()) {
            boolean free = known.findColumn(column.name()).isEmpty()
                    || dropped().contains(known.findColumn(column.name()).get());
            return free && isDefault(missing.get(column.number()), column);
        }
        boolean renamed = !old.get().name().equals(column.name());
        return isStoredAlike(old.get(), column)
                && !(renamed && known.findColumn(column.name()).isPresent());
    }

    /** The Turso engine makes a REAL of one integer where it is a default; expressions are for new tables only. */
    private static boolean isDefault(@Nullable String literal, ColumnShape column) {
        return literal == null
                ? !column.notNull()
                : !literal.startsWith("(")
                        && !literal.equals(Long.toString(Long.MIN_VALUE))
                        && TableDdl.takesDefault(column, literal);
    }

    private static boolean isStoredAlike(ColumnShape old, ColumnShape column) {
        return old.declaredType().equals(column.declaredType())
                && old.notNull() == column.notNull()
                && TypeConversion.between(old.type(), column.type()).isEmpty();
    }

    private boolean hasSameKey() {
        List<String> key = wanted.primaryKey().stream()
                .map(name -> wanted.findColumn(name)
                        .flatMap(known::findSame)
                        .map(ColumnShape::name)
                        .orElse(""))
                .toList();
        return key.equals(known.primaryKey());
    }

    private void alter(List<Statement> ddl) {
        String newName = wanted.name();
        if (!known.name().equals(newName)) {
            rename(ddl);
        }
        dropped().forEach(column -> ddl.add(TableDdl.dropColumn(newName, column.name())));
        for (ColumnShape column : wanted.columns()) {
            Optional<ColumnShape> old = known.findSame(column);
            if (old.isEmpty()) {
                ddl.add(TableDdl.addColumn(newName, column, missing.get(column.number())));
            } else if (!old.get().name().equals(column.name())) {
                ddl.add(TableDdl.renameColumn(newName, old.get().name(), column.name()));
            }
        }
    }

    /** To SQLite a table is in its own way where the new name differs in upper and lower case alone. */
    private void rename(List<Statement> ddl) {
        String from = known.name();
        if (from.equalsIgnoreCase(wanted.name())) {
            ddl.add(TableDdl.rename(from, BUILDING));
            from = BUILDING;
        }
        ddl.add(TableDdl.rename(from, wanted.name()));
    }

    private void rebuild(List<Statement> ddl) {
        boolean empty = wanted.columns().isEmpty();
        String columns = Identifiers.list(
                empty
                        ? List.of(TableDdl.EMPTY)
                        : wanted.columns().stream().map(ColumnShape::name).toList());
        String values =
                empty ? "NULL" : wanted.columns().stream().map(this::value).collect(Collectors.joining(", "));
        ddl.add(TableDdl.create(wanted.renamed(BUILDING)));
        ddl.add(Statement.of("INSERT INTO " + Identifiers.quote(BUILDING) + " (" + columns + ") SELECT " + values
                + " FROM " + Identifiers.quote(known.name())));
        ddl.add(TableDdl.drop(known.name()));
        ddl.add(TableDdl.rename(BUILDING, wanted.name()));
    }

    private String value(ColumnShape column) {
        return known.findSame(column)
                .map(old -> converted(old, column))
                .orElseGet(() -> Objects.requireNonNullElse(missing.get(column.number()), "NULL"));
    }

    /** Only changes of type for which Postgres leaves the rows as they are come here: the others are sent anew. */
    private String converted(ColumnShape old, ColumnShape column) {
        String name = Identifiers.quote(old.name());
        if (old.storage().equals(column.storage())) {
            return TypeConversion.between(old.type(), column.type())
                    .map(conversion -> conversion.apply(name))
                    .orElse(name);
        }
        if (column.storage().equals("TEXT") && old.scale() != ColumnShape.NO_SCALE) {
            return old.storage().equals("INTEGER")
                    ? "CAST(" + name + " AS TEXT)"
                    : "CASE typeof(" + name + ") WHEN 'real' THEN printf('%." + Math.max(old.scale(), 0) + "f', " + name
                            + ") ELSE " + name + " END";
        }
        throw new SchemaException("Column \"" + column.name() + "\" of table \"" + wanted.name() + "\" in Turso would "
                + "turn from " + old.declaredType() + " into " + column.declaredType()
                + " without its values being sent "
                + "anew. The position does not move. Rewrite the table in Postgres (ALTER TABLE … ALTER COLUMN … TYPE … "
                + "USING …), or take a new snapshot.");
    }
}
