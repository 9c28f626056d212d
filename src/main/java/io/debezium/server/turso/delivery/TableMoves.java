package io.debezium.server.turso.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.TableShape;

/** What the steps of a transaction make of the names that tables and columns had before it. */
final class TableMoves {
    private static final String NAME = "\"((?:[^\"]|\"\")*)\"";
    private static final Pattern RENAME = Pattern.compile("ALTER TABLE " + NAME + " RENAME TO " + NAME);
    private static final Pattern DROP = Pattern.compile("DROP TABLE IF EXISTS " + NAME);

    private TableMoves() {}

    /**
     * A column that the table does not have under this name any more.
     *
     * @param table its name before
     */
    record Gone(String table, String column) {}

    /** The names, in lower case, that tables which are dropped had before, whatever they were called in between. */
    static Set<String> dropped(List<Step> steps) {
        Map<String, String> before = new HashMap<>();
        Set<String> dropped = new HashSet<>();
        for (Step step : steps) {
            String sql = step.statement().sql();
            Matcher rename = RENAME.matcher(sql);
            Matcher drop = DROP.matcher(sql);
            if (rename.matches()) {
                String from = name(rename.group(1));
                before.put(name(rename.group(2)), before.getOrDefault(from, from));
                before.remove(from);
            } else if (drop.matches()) {
                String table = name(drop.group(1));
                dropped.add(before.getOrDefault(table, table));
                before.remove(table);
            }
        }
        return dropped;
    }

    private static String name(String quoted) {
        return TargetState.fold(quoted.replace("\"\"", "\""));
    }

    /** Columns of {@code before} that their table lacks in {@code after}. */
    static Set<Gone> columns(List<TableShape> before, List<TableShape> after) {
        Set<Gone> gone = new HashSet<>();
        for (TableShape table : before) {
            Optional<TableShape> now = after.stream()
                    .filter(other -> table.oid() == 0 ? other.name().equals(table.name()) : other.oid() == table.oid())
                    .findFirst();
            if (now.isPresent()) {
                for (ColumnShape column : table.columns()) {
                    if (now.get().findColumn(column.name()).isEmpty()) {
                        gone.add(new Gone(table.name(), column.name()));
                    }
                }
            }
        }
        return gone;
    }
}
