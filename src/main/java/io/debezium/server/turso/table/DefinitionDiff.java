package io.debezium.server.turso.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.type.ColumnMapping;

/** What a table of the target needs to become what the source's catalog says, as far as it may follow. */
public final class DefinitionDiff {
    private final SchemaEvolution evolution;

    /** A diff that follows schema changes as far as {@code evolution} allows. */
    public DefinitionDiff(SchemaEvolution evolution) {
        this.evolution = evolution;
    }

    /** What creates a table. */
    public SchemaDiff.Result create(TableId id, TableShape wanted) {
        if (evolution == SchemaEvolution.NONE) {
            throw refused(id, List.of("was created"));
        }
        TableShape none = new TableShape(wanted.name(), List.of(), List.of());
        List<Statement> ddl = new TableMigration(none, wanted, Map.of()).emptied();
        return new SchemaDiff.Result(wanted, ddl.subList(1, ddl.size()));
    }

    /**
     * What becomes of a table that is gone in the source, where {@code drops} is what is asked for.
     *
     * @throws SchemaException if it may not be followed
     */
    public DropPolicy drop(TableId id, DropPolicy drops) {
        return switch (evolution) {
            case FULL -> drops;
            case ADDITIVE -> drops == DropPolicy.DROP ? DropPolicy.KEEP : drops;
            case NONE -> throw refused(id, List.of("was dropped, or is captured no more,"));
        };
    }

    /**
     * What turns {@code known} into {@code wanted}.
     *
     * @param definition the source's, of the columns of {@code wanted}
     * @param mappings of its columns
     * @param rewritten whether the rows of before are void
     * @throws SchemaException if the change is not allowed or cannot be carried
     */
    public SchemaDiff.Result follow(
            TableShape known,
            TableShape wanted,
            TableDefinition definition,
            List<ColumnMapping> mappings,
            boolean rewritten) {
        if (known.equals(wanted) && !rewritten) {
            return new SchemaDiff.Result(known, List.of());
        }
        TableMigration migration = new TableMigration(known, wanted, missing(definition, mappings));
        requireAllowed(migration, known, wanted, definition.id(), rewritten);
        if (evolution == SchemaEvolution.ADDITIVE && !migration.dropped().isEmpty()) {
            return keeping(migration.dropped(), known, wanted, definition, mappings);
        }
        return new SchemaDiff.Result(wanted, rewritten ? migration.emptied() : migration.carried());
    }

    private SchemaDiff.Result keeping(
            List<ColumnShape> dropped,
            TableShape known,
            TableShape wanted,
            TableDefinition definition,
            List<ColumnMapping> mappings) {
        TableShape wider = wanted;
        for (ColumnShape column : dropped) {
            if (column.notNull()) {
                throw refused(
                        definition.id(), List.of("has lost its column \"" + column.name() + "\", which is NOT NULL"));
            }
            if (wanted.findColumn(column.name()).isPresent()) {
                throw refused(
                        definition.id(),
                        List.of("has lost its column \"" + column.name() + "\" and got another of that name"));
            }
            wider = wider.with(column);
        }
        return new SchemaDiff.Result(wider, new TableMigration(known, wider, missing(definition, mappings)).carried());
    }

    private void requireAllowed(
            TableMigration migration, TableShape known, TableShape wanted, TableId id, boolean rewritten) {
        boolean sameColumns = migration.isAdditive()
                && known.columns().size() == wanted.columns().size()
                && !rewritten;
        boolean allowed =
                switch (evolution) {
                    case FULL -> true;
                    case ADDITIVE -> migration.isAdditive() && !rewritten;
                    case NONE -> sameColumns;
                };
        if (!allowed) {
            throw refused(id, migration.effects(rewritten));
        }
    }

    private SchemaException refused(TableId id, List<String> effects) {
        return new SchemaException("Table " + id + " " + String.join(", ", effects)
                + " in Postgres, which debezium.sink.turso.schema.evolution="
                + evolution.name().toLowerCase(java.util.Locale.ROOT)
                + " does not allow to follow. The position does not "
                + "move. Set it to full and start the server again, or undo the change and take a new snapshot.");
    }

    private static Map<Integer, String> missing(TableDefinition definition, List<ColumnMapping> mappings) {
        Map<Integer, String> missing = new HashMap<>();
        for (int i = 0; i < definition.columns().size(); i++) {
            ColumnDefinition column = definition.columns().get(i);
            ColumnMapping mapping = Objects.requireNonNull(mappings.get(i));
            column.missing()
                    .ifPresent(text -> missing.put(
                            column.number(),
                            Identifiers.literal(mapping.writer().write(text))));
        }
        return missing;
    }
}
