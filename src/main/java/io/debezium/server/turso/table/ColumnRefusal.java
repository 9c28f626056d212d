package io.debezium.server.turso.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Why a column keeps its table from being mirrored, in parts of sentences.
 *
 * @param reason what would go wrong
 * @param exclusion which setting leaves it out
 * @param mending what else the user can do about it
 */
public record ColumnRefusal(String reason, String exclusion, String mending) {
    private static final String WITHOUT_TABLE = "add the table to debezium.source.table.exclude.list";

    /**
     * Those of {@code table}.
     *
     * @param key numbers of the columns that the connector may take for its key
     * @param captured the columns that are mirrored
     */
    public static List<ColumnRefusal> of(
            TableDefinition table, List<Integer> key, Predicate<ColumnDefinition> captured) {
        List<ColumnRefusal> refusals = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            String name = table.id() + "." + column.name();
            boolean keyed = key.contains(column.number());
            if (keyed && column.isZonedTime()) {
                refusals.add(new ColumnRefusal(
                        "the timetz " + name
                                + " is in a key, but Turso has it in UTC, where keys that Postgres tells apart"
                                + " by their zones would be one",
                        WITHOUT_TABLE,
                        "make it a timestamptz or a time"));
            }
            if (keyed && column.name().contains("\"")) {
                refusals.add(new ColumnRefusal(
                        "the connector cannot read the key of the table because of the quotes in the name of its column "
                                + name,
                        WITHOUT_TABLE,
                        "rename it"));
            } else if (column.isMisread() && captured.test(column)) {
                refusals.add(new ColumnRefusal(
                        "the connector streams " + name + " under another name because of the quotes around its own",
                        "add it to debezium.source.column.exclude.list",
                        "rename it"));
            }
        }
        return refusals;
    }
}
