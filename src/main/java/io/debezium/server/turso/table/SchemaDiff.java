package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.type.TypeRegistry;
import org.apache.kafka.connect.data.Schema;

/** Tells what a target table needs before rows of an event's schema can go into it. */
public final class SchemaDiff {
    private final SchemaEvolution evolution;
    private final Function<Schema, Optional<String>> defaultLiteral;

    /**
     * A diff that follows schema changes as far as {@code evolution} allows.
     *
     * @param defaultLiteral renders a column's default as a SQL literal, if it is a constant that can be trusted
     */
    public SchemaDiff(SchemaEvolution evolution, Function<Schema, Optional<String>> defaultLiteral) {
        this.evolution = evolution;
        this.defaultLiteral = defaultLiteral;
    }

    /**
     * DDL, and the table's shape after it.
     *
     * @param ddl in order; empty if the table is as it should be
     */
    public record Result(TableShape shape, List<Statement> ddl) {
        public Result {
            ddl = List.copyOf(ddl);
        }
    }

    /** What creates the table of {@code wanted}. */
    public Result create(MappedTable wanted) {
        if (evolution == SchemaEvolution.NONE) {
            throw new SchemaException("Table " + wanted.source().id() + " is not in Turso yet and "
                    + "debezium.sink.turso.schema.evolution=none forbids to create it. Create it there by a run with "
                    + "schema.evolution=additive, or exclude it with debezium.source.table.exclude.list.");
        }
        return new Result(wanted.shape(), List.of(TableDdl.create(wanted.shape())));
    }

    /** Rows of an event as they go into {@code known}: by the key that the source told, else by that of the event. */
    public MappedTable keyed(TableShape known, MappedTable mapped) {
        if (known.told()) {
            return mapped.keyedAs(known.primaryKey());
        }
        return mapped.isKeyed() ? mapped : mapped.keyedAs(known.primaryKey());
    }

    /**
     * Returns if the source has told of all columns of {@code wanted}, in that order, or does not tell by itself.
     *
     * @throws SchemaException otherwise: then the values of others may be missing, or stand in their places
     */
    public void requireTold(TableShape known, MappedTable wanted) {
        if (!known.told()) {
            return;
        }
        int last = 0;
        for (ColumnShape column : wanted.shape().columns()) {
            int number = known.findColumn(column.name())
                    .map(ColumnShape::number)
                    .orElseThrow(() -> untold(wanted.source().id(), column.name()));
            // A column of a change that was not captured has none.
            if (number != 0 && number < last) {
                throw untold(wanted.source().id(), column.name());
            }
            last = Math.max(last, number);
        }
        for (ColumnShape column : known.columns()) {
            if (column.notNull() && wanted.shape().findColumn(column.name()).isEmpty()) {
                throw lacking(wanted.source().id(), column.name());
            }
        }
    }

    private static SchemaException lacking(TableId table, String column) {
        return new SchemaException(
                "Column \"" + column + "\" of table " + table + " is NOT NULL in Turso, and its events"
                        + " have no value for it. When an incremental snapshot begins, the connector reads the columns of now,"
                        + " which may lack one that is about to be dropped. The position does not move: restart the server, and"
                        + " it reads those rows right. If that does not help, the column was excluded since the mirror has it"
                        + " (debezium.source.column.exclude.list, or the publication's list of columns): let it in again, or"
                        + " load the mirror anew (debezium.sink.turso.snapshot.again).");
    }

    private static SchemaException untold(TableId table, String column) {
        return new SchemaException(
                "Column \"" + column + "\" of table " + table + " comes before the event triggers have"
                        + " told of it. When an incremental snapshot begins, the connector reads the columns of now, and takes rows"
                        + " for theirs that are older. The position does not move: restart the server, and it reads those rows"
                        + " right. If that does not help, the triggers were off or failed when the column came, or it was excluded"
                        + " until now: load the mirror anew (debezium.sink.turso.snapshot.again).");
    }

    /**
     * What turns {@code known} into a table that takes rows of {@code wanted}.
     *
     * <p>A column that {@code wanted} lacks stays: generated columns are missing in streamed events without having been
     * dropped.
     *
     * @throws SchemaException if the change cannot be carried
     */
    public Result evolve(TableShape known, MappedTable wanted) {
        TableShape shape = known;
        List<Statement> ddl = new ArrayList<>();
        for (int i = 0; i < wanted.shape().columns().size(); i++) {
            ColumnShape column = wanted.shape().columns().get(i);
            Optional<ColumnShape> present = known.findColumn(column.name());
            if (present.isPresent()) {
                // With its type the column has gone too, of which the source is about to tell.
                if (!known.told()
                        || !TypeRegistry.isGone(wanted.source().columns().get(i).schema())) {
                    requireSameType(wanted.source().id(), present.get(), column);
                }
            } else {
                ColumnShape added = added(wanted, i, ddl);
                shape = shape.with(added);
            }
        }
        if (!known.told()) {
            requireNullable(wanted, known);
            requireSameKey(wanted, known);
        }
        return new Result(shape, ddl);
    }

    private ColumnShape added(MappedTable wanted, int index, List<Statement> ddl) {
        ColumnShape column = wanted.shape().columns().get(index);
        if (evolution == SchemaEvolution.NONE) {
            throw new SchemaException("Column \"" + column.name() + "\" was added to table "
                    + wanted.source().id() + " and debezium.sink.turso.schema.evolution=none forbids to follow. "
                    + "Set it to additive or full and restart; nothing is lost.");
        }
        Optional<String> literal =
                defaultLiteral.apply(wanted.source().columns().get(index).schema());
        Optional<String> inline = literal.filter(text -> TableDdl.takesDefault(column, text));
        ColumnShape added =
                new ColumnShape(column.name(), column.declaredType(), column.notNull() && inline.isPresent());
        ddl.add(TableDdl.addColumn(wanted.shape().name(), added, inline.orElse(null)));
        if (inline.isEmpty()) {
            literal.ifPresent(text -> ddl.add(TableDdl.fill(wanted.shape().name(), added, text)));
        }
        return added;
    }

    private static void requireSameType(TableId table, ColumnShape known, ColumnShape wanted) {
        if (!known.declaredType().equals(wanted.declaredType())) {
            throw new SchemaException("Column \"" + wanted.name() + "\" of table " + table + " changed from "
                    + known.declaredType() + " to " + wanted.declaredType() + " as Turso stores it, which this version "
                    + "cannot carry. The position does not move. Take a new snapshot of the table, or exclude the "
                    + "column with debezium.source.column.exclude.list.");
        }
    }

    private static void requireNullable(MappedTable wanted, TableShape known) {
        for (ColumnShape column : known.columns()) {
            if (column.notNull() && wanted.shape().findColumn(column.name()).isEmpty()) {
                throw new SchemaException("Column \"" + column.name() + "\" of table "
                        + wanted.source().id()
                        + " is gone in Postgres but NOT NULL in Turso, which this version cannot "
                        + "carry. The position does not move. Drop it in Turso (ALTER TABLE … DROP COLUMN) after "
                        + "stopping the server, then take a new snapshot of the table.");
            }
        }
    }

    private static void requireSameKey(MappedTable wanted, TableShape known) {
        List<String> key = wanted.shape().primaryKey();
        // An event without a key proves nothing: the connector reads keys from the catalog of today.
        if (!key.isEmpty() && !key.equals(known.primaryKey())) {
            throw new SchemaException("The primary key of table "
                    + wanted.source().id() + " changed from "
                    + known.primaryKey() + " to " + key + ", which this version cannot carry. The position does not "
                    + "move. Take a new snapshot of the table.");
        }
    }
}
