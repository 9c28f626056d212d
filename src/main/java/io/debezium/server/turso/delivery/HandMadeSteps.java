package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.ColumnShape;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/** The steps of a transaction, with those around them that take out and put back what was made by hand. */
final class HandMadeSteps {
    private final Catalog after;
    private final Map<Step, Own> own = new HashMap<>();

    /** From where on something is out, the earliest first; until the last change of the schema, all of it is. */
    enum From {
        FIRST_STEP,
        SCHEMA_CHANGE,
        DROPPED_TABLE
    }

    /**
     * What a step of this class is for.
     *
     * @param back whether it is a part of putting {@code made} back; else it takes it out
     */
    record Own(HandMade made, boolean back) {}

    /** {@code after} has the tables of the mirror as they are after the transaction. */
    HandMadeSteps(Catalog after) {
        this.after = after;
    }

    /** What {@code step} is for, if it is of this class. */
    Optional<Own> find(Step step) {
        return Optional.ofNullable(own.get(step));
    }

    /** {@code steps} without those of this class. */
    List<Step> without(List<Step> steps) {
        return steps.stream().filter(step -> !own.containsKey(step)).toList();
    }

    /**
     * {@code steps}, which has none of this class, with those that take {@code out} out and put it back.
     *
     * @param out in the order in which it was made
     * @param lost what is not to be put back
     */
    List<Step> with(List<Step> steps, Map<HandMade, From> out, Set<HandMade> lost) {
        own.clear();
        if (out.isEmpty()) {
            return steps;
        }
        Map<Integer, List<HandMade>> removals = removals(steps, out);
        int end = end(steps);
        List<Step> all = new ArrayList<>();
        for (int place = 0; place <= steps.size(); place++) {
            TableId near = steps.get(Math.min(place, steps.size() - 1)).table();
            for (HandMade made : removals.getOrDefault(place, List.of())) {
                all.add(step(new Own(made, false), near, "removal", made.removal()));
            }
            if (place == end) {
                out.keySet().stream()
                        .filter(made -> !lost.contains(made))
                        .forEach(made -> all.addAll(restoration(made, near)));
            }
            if (place < steps.size()) {
                all.add(steps.get(place));
            }
        }
        return all;
    }

    /** By the place of the step that they go before: triggers before the views that they are on. */
    private static Map<Integer, List<HandMade>> removals(List<Step> steps, Map<HandMade, From> out) {
        Map<Integer, List<HandMade>> removals = new HashMap<>();
        out.forEach((made, from) -> removals.computeIfAbsent(start(steps, from), none -> new ArrayList<>())
                .addFirst(made));
        return removals;
    }

    private static int start(List<Step> steps, From from) {
        return switch (from) {
            case FIRST_STEP -> 0;
            case SCHEMA_CHANGE -> first(steps, "");
            case DROPPED_TABLE -> first(steps, "DROP TABLE ");
        };
    }

    /** Where the first change of the schema is whose text begins so; behind all steps if there is none. */
    static int first(List<Step> steps, String beginning) {
        return IntStream.range(0, steps.size())
                .filter(place -> steps.get(place).changesSchema())
                .filter(place -> steps.get(place).statement().sql().startsWith(beginning))
                .findFirst()
                .orElse(steps.size());
    }

    private static int end(List<Step> steps) {
        int end = steps.size();
        while (end > 0 && !steps.get(end - 1).changesSchema()) {
            end--;
        }
        return end;
    }

    /** A trigger is taken without a look at what it does, and would have the rows of its table refused later. */
    private List<Step> restoration(HandMade made, TableId near) {
        Own back = new Own(made, true);
        List<Step> steps = new ArrayList<>();
        steps.add(step(back, near, "restoration", Statement.of(made.sql())));
        if (made.kind() == HandMade.Kind.TRIGGER) {
            after.tables().forEach((id, shape) -> {
                if (made.isOn(shape.name())) {
                    checks(shape).forEach(check -> steps.add(step(back, id, "check", Statement.of(check))));
                }
            });
        }
        return steps;
    }

    private static List<String> checks(TableShape table) {
        String name = Identifiers.quote(table.name());
        List<String> columns = table.columns().stream().map(ColumnShape::name).toList();
        String all = Identifiers.list(columns.isEmpty() ? List.of(TableDdl.EMPTY) : columns);
        String same = columns.stream()
                .map(Identifiers::quote)
                .map(column -> column + " = " + column)
                .collect(Collectors.joining(", "));
        List<String> checks = new ArrayList<>();
        checks.add("INSERT INTO " + name + " (" + all + ") SELECT " + all + " FROM " + name + " WHERE 0");
        checks.add("DELETE FROM " + name + " WHERE 0");
        if (!columns.isEmpty()) {
            checks.add("UPDATE " + name + " SET " + same + " WHERE 0");
        }
        return checks;
    }

    private Step step(Own what, TableId table, String action, Statement statement) {
        Step step = new Step(table, action + " of the " + what.made(), statement);
        own.put(step, what);
        return step;
    }
}
