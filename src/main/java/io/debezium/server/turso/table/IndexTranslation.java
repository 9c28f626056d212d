package io.debezium.server.turso.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.debezium.server.turso.index.IndexColumn;
import io.debezium.server.turso.index.IndexSql;
import io.debezium.server.turso.index.IndexWriter;
import io.debezium.server.turso.index.RefusedExpressionException;
import io.debezium.server.turso.index.ValueKind;

/** What becomes of an index of the source in the target. */
public sealed interface IndexTranslation {
    /** Kinds that sort as SQLite's do, or find what is equal. */
    Set<String> METHODS = Set.of("btree", "hash");

    /** It is carried. */
    record Carried(IndexSql sql) implements IndexTranslation {}

    /** It is left out, and why: "it calls md5". */
    record LeftOut(String reason) implements IndexTranslation {}

    /** That of an index of {@code table}, whose columns are those of the mirror. */
    static IndexTranslation of(TableDefinition table, IndexDefinition index) {
        if (!METHODS.contains(index.method())) {
            return new LeftOut("it is of the kind " + index.method());
        }
        List<IndexColumn> columns = table.columns().stream()
                .map(column -> new IndexColumn(column.name(), column.number(), kind(column, index.exact())))
                .toList();
        try {
            IndexWriter writer = new IndexWriter(columns);
            for (IndexDefinition.Key key : index.keys()) {
                if (key.column() == 0) {
                    writer.expression(key.expression(), key.descending());
                } else {
                    writer.column(key.column(), key.descending());
                }
            }
            return new Carried(writer.where(index.where()));
        } catch (RefusedExpressionException e) {
            return new LeftOut(String.valueOf(e.getMessage()));
        }
    }

    /** A sentence for each index of {@code table} that is left out. */
    static List<String> leftOut(TableDefinition table) {
        return table.indexes().stream()
                .flatMap(index -> switch (of(table, index)) {
                    case Carried carried -> Stream.<String>empty();
                    case LeftOut left -> Stream.of(sentence(table.id(), index.name(), left.reason()));
                })
                .toList();
    }

    private static String sentence(TableId table, String index, String reason) {
        return "Index " + index + " of table " + table + " is left out of the mirror, since " + reason
                + ". Where queries on Turso need one, create it there by hand; the README says what becomes of it.";
    }

    private static ValueKind kind(ColumnDefinition column, List<Integer> exact) {
        boolean equal = exact.contains(column.number());
        return switch (column.type().name()) {
            case "int2", "int4", "int8" -> ValueKind.INTEGER;
            case "bool" -> ValueKind.BOOLEAN;
            case "uuid" -> ValueKind.UUID;
            case "date" -> ValueKind.DATE;
            case "timestamp" -> ValueKind.TIMESTAMP;
            case "timestamptz" -> ValueKind.TIMESTAMPTZ;
            case "text", "varchar" -> equal ? ValueKind.TEXT : ValueKind.OTHER;
            default -> equal ? ValueKind.ENUM : ValueKind.OTHER;
        };
    }
}
