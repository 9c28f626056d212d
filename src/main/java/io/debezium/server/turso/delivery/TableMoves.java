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
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.TableShape;

/** What the steps of a transaction make of the names that tables and columns had before it. */
final class TableMoves {
    static final TableMoves NONE = of(List.of(), List.of(), Catalog.empty());

    private static final String NAME = "\"((?:[^\"]|\"\")*)\"";
    private static final Pattern RENAME = Pattern.compile("ALTER TABLE " + NAME + " RENAME TO " + NAME);
    private static final Pattern DROP = Pattern.compile("DROP TABLE IF EXISTS " + NAME);

    private final Set<String> dropped;
    private final Set<Gone> gone;
    private final Map<String, String> renamed = new HashMap<>();
    private final Set<String> after = new HashSet<>();

    private TableMoves(Set<String> dropped, Set<Gone> gone) {
        this.dropped = dropped;
        this.gone = gone;
    }

    /** What {@code steps} do to the tables of a mirror, which are as in {@code before} and become those of {@code after}. */
    static TableMoves of(List<Step> steps, List<TableShape> before, Catalog after) {
        List<TableShape> tables = List.copyOf(after.tables().values());
        TableMoves moves = new TableMoves(dropped(steps), columns(before, tables));
        tables.forEach(table -> moves.after.add(TargetState.fold(table.name())));
        for (TableShape table : before) {
            after.findByOid(table.oid())
                    .flatMap(after::find)
                    .filter(now -> !now.name().equalsIgnoreCase(table.name()))
                    .ifPresent(now -> moves.renamed.put(TargetState.fold(table.name()), now.name()));
        }
        return moves;
    }

    /**
     * A column that the table does not have under this name any more.
     *
     * @param table its name before
     */
    record Gone(String table, String column) {}

    /** The names, in lower case, that tables which are dropped had before, whatever they were called in between. */
    Set<String> dropped() {
        return dropped;
    }

    /** What {@code made} is to be afterwards if it has to be made again; empty if there is no place for it. */
    Optional<HandMade> placed(HandMade made) {
        if (made.kind() == HandMade.Kind.VIEW) {
            return Optional.of(made);
        }
        String table = TargetState.fold(made.table());
        String now = renamed.get(table);
        if (now != null) {
            return made.on(now);
        }
        return dropped.contains(table) && !after.contains(table) ? Optional.empty() : Optional.of(made);
    }

    /** A column of before that the target would take for a text in {@code made}. */
    Optional<Gone> findMistakable(HandMade made) {
        return gone.stream()
                .filter(column -> made.mentions(column.table()) && made.quotes(column.column()))
                .findFirst();
    }

    private static Set<String> dropped(List<Step> steps) {
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
    private static Set<Gone> columns(List<TableShape> before, List<TableShape> after) {
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
