package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;

/** The steps of a transaction, with those around them that take out and put back what was made by hand. */
final class HandMadeSteps {
    private final String source;
    private final Catalog after;
    private final Map<Step, Own> own = new HashMap<>();

    /** From where on something is out, the earliest first; until the last change of the schema, all of it is. */
    enum From {
        FIRST_STEP,
        SCHEMA_CHANGE,
        DROPPED_TABLE
    }

    /** What a step of this class is for. */
    enum Purpose {
        COMPARISON,
        REMOVAL,
        RESTORATION
    }

    /** A step of this class; {@code made} is null where it is of all that was made. */
    record Own(@Nullable HandMade made, Purpose purpose) {}

    /** {@code after} has the tables of the mirror {@code source} as they are after the transaction. */
    HandMadeSteps(String source, Catalog after) {
        this.source = source;
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
     * {@code steps}, which has none of this class, with those that take {@code out} out and put it back, as long as all
     * is there that was found and nothing more.
     *
     * @param back what something is put back as; empty if it is not to be put back
     */
    List<Step> with(
            List<Step> steps,
            HandMadeReader.Found found,
            Map<HandMade, From> out,
            Function<HandMade, Optional<HandMade>> back) {
        own.clear();
        if (out.isEmpty()) {
            return steps;
        }
        List<HandMade> order = out.keySet().stream()
                .sorted(Comparator.comparing(HandMade::kind).thenComparing(made -> !isOnView(made, found)))
                .toList();
        Map<Integer, List<HandMade>> removals = removals(steps, out, order);
        int end = end(steps);
        List<Step> all = new ArrayList<>();
        all.add(step(
                new Own(null, Purpose.COMPARISON),
                steps.getFirst().table(),
                "comparison of views, triggers and indexes",
                SystemTables.requireMade(source, found.all(), found.made())));
        for (int place = 0; place <= steps.size(); place++) {
            TableId near = steps.get(Math.min(place, steps.size() - 1)).table();
            for (HandMade made : removals.getOrDefault(place, List.of())) {
                all.add(step(new Own(made, Purpose.REMOVAL), near, "removal of the " + made, made.removal()));
            }
            if (place == end) {
                all.addAll(restorations(order, found, out, back, near));
            }
            if (place < steps.size()) {
                all.add(steps.get(place));
            }
        }
        return all;
    }

    private static boolean isOnView(HandMade made, HandMadeReader.Found found) {
        return found.made().stream().anyMatch(view -> view.kind() == HandMade.Kind.VIEW && made.isOn(view.name()));
    }

    /** By the place of the step that they go before; what needs another goes before it. */
    private static Map<Integer, List<HandMade>> removals(
            List<Step> steps, Map<HandMade, From> out, List<HandMade> order) {
        Map<Integer, List<HandMade>> removals = new HashMap<>();
        for (HandMade made : order.reversed()) {
            From from = out.getOrDefault(made, From.FIRST_STEP);
            removals.computeIfAbsent(start(steps, from), none -> new ArrayList<>())
                    .add(made);
        }
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

    /** A trigger is taken without a look at what it does, and would have rows of tables with triggers refused later. */
    private List<Step> restorations(
            List<HandMade> order,
            HandMadeReader.Found found,
            Map<HandMade, From> out,
            Function<HandMade, Optional<HandMade>> back,
            TableId near) {
        List<Step> steps = new ArrayList<>();
        Set<String> triggered = new HashSet<>();
        found.made().stream()
                .filter(made -> made.kind() == HandMade.Kind.TRIGGER && !out.containsKey(made))
                .forEach(made -> triggered.add(TargetState.fold(made.table())));
        for (HandMade made : order) {
            back.apply(made).ifPresent(now -> {
                Own restoration = new Own(made, Purpose.RESTORATION);
                steps.add(step(restoration, near, "restoration of the " + made, Statement.of(now.sql())));
                if (made.kind() == HandMade.Kind.TRIGGER) {
                    triggered.add(TargetState.fold(now.table()));
                    steps.addAll(checks(restoration, triggered));
                }
            });
        }
        return steps;
    }

    private List<Step> checks(Own restoration, Set<String> triggered) {
        List<Step> checks = new ArrayList<>();
        after.tables().forEach((id, shape) -> {
            if (triggered.contains(TargetState.fold(shape.name()))) {
                checks(shape)
                        .forEach(check -> checks.add(step(
                                restoration, id, "check of the " + restoration.made() + " by", Statement.of(check))));
            }
        });
        return checks;
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
        Step step = new Step(table, action, statement);
        own.put(step, what);
        return step;
    }
}
