package io.debezium.server.turso.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.ColumnRefusal;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableNaming;

/** Whether the columns of each captured table can be mirrored. */
final class ColumnCheck {
    private static final String EXCLUDE = "debezium.source.table.exclude.list";

    private ColumnCheck() {}

    static List<String> problems(List<TableDefinition> tables, CaptureFilter filter) {
        List<String> problems = new ArrayList<>();
        for (TableDefinition table : tables) {
            twins(table, filter, problems);
            List<Integer> key = key(table);
            ColumnRefusal.of(table, key, column -> filter.captures(table.id(), column.name()))
                    .forEach(refusal -> problems.add(
                            refusal.reason() + ": " + refusal.mending() + ", or " + refusal.exclusion() + "."));
            String computed = names(table, column -> key.contains(column.number()) && column.isGenerated());
            if (!computed.isEmpty()) {
                problems.add("the key of table " + table.id() + " has the generated column " + computed
                        + ", which Postgres does not send: choose another key by ALTER TABLE "
                        + table.id().quoted() + " REPLICA IDENTITY, or add the table to " + EXCLUDE + ".");
            }
        }
        return problems;
    }

    static List<String> warnings(List<TableDefinition> tables, CaptureFilter filter) {
        List<String> warnings = new ArrayList<>();
        String generated = tables.stream()
                .map(table -> names(table, ColumnDefinition::isGenerated))
                .filter(names -> !names.isEmpty())
                .collect(Collectors.joining(", "));
        if (!generated.isEmpty()) {
            warnings.add("Generated columns are left out of the mirror, since Postgres does not send their values: "
                    + generated + ". Where you need one, make a view in Turso that computes it.");
        }
        String blank = tables.stream()
                .filter(table -> table.columns().stream()
                        .allMatch(column -> column.isGenerated() || !filter.captures(table.id(), column.name())))
                .map(table -> table.id().toString())
                .collect(Collectors.joining(", "));
        if (!blank.isEmpty()) {
            warnings.add(
                    "No column of " + blank + " arrives, so that its rows cannot be told apart when they go: Turso may"
                            + " have another number of them. Add a column, or add the table to " + EXCLUDE + ".");
        }
        return warnings;
    }

    /** The connector fails on columns that differ only in case, and SQLite cannot have them. */
    private static void twins(TableDefinition table, CaptureFilter filter, List<String> problems) {
        Map<String, String> taken = new HashMap<>();
        for (ColumnDefinition column : table.columns()) {
            String folded = TableNaming.fold(column.name()).toLowerCase(Locale.ROOT);
            String twin = taken.putIfAbsent(folded, column.name());
            if (twin != null && filter.captures(table.id(), column.name())) {
                problems.add("columns \"" + twin + "\" and \"" + column.name() + "\" of table " + table.id()
                        + " differ only in case, which neither the connector nor SQLite can tell apart: rename one, or add"
                        + " the table to " + EXCLUDE + ".");
            }
        }
    }

    /** Numbers of the columns that the connector takes for the key: for want of a primary key, of any unique index. */
    private static List<Integer> key(TableDefinition table) {
        Stream<Integer> unique = table.indexes().stream()
                .filter(IndexDefinition::unique)
                .filter(index -> index.columns().size() == index.keys().size())
                .flatMap(index -> index.columns().stream());
        return table.key().isEmpty() ? unique.toList() : table.key();
    }

    private static String names(TableDefinition table, Predicate<ColumnDefinition> which) {
        return table.columns().stream()
                .filter(which)
                .map(column -> table.id() + "." + column.name())
                .collect(Collectors.joining(", "));
    }
}
