package io.debezium.server.turso.delivery;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableDdl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the target's users have made in it out of the way of one transaction: takes it out before the changes of
 * the schema, puts it back after, and leaves out what the new schema has no place for.
 *
 * <p>SQLite looks at all views and triggers when it renames a table or a column or drops one, also at those of other
 * tables, and refuses where one makes no sense any more; it drops triggers and indexes with their table. Where it does
 * not refuse, it renames in their text what it renames: so they stay where they are, unless a table is built anew, until
 * they are in the way.
 */
final class HandMadeSchema implements Remedy {
    private static final Logger LOG = LoggerFactory.getLogger(HandMadeSchema.class);

    /** Somebody may make more of it between two attempts, but not for ever. */
    private static final int MOST_READS = 6;

    /** How often only what the target names is taken out, so that the rest follows what is renamed. */
    private static final int CAREFUL_READS = 3;

    private final HandMadeReader reader;
    private final Catalog after;
    private final Remedy others;
    private final HandMadeSteps wrapping;
    private final Set<HandMade> lost = new HashSet<>();
    private Map<HandMade, HandMadeSteps.From> out = Map.of();
    private HandMadeReader.Found found = HandMadeReader.Found.NOTHING;
    private int reads;

    /**
     * For one transaction.
     *
     * @param after the tables of the mirror as they are after it
     * @param others for failures that are not of the schema
     */
    HandMadeSchema(HandMadeReader reader, Catalog after, Remedy others) {
        this.reader = reader;
        this.after = after;
        this.others = others;
        this.wrapping = new HandMadeSteps(after);
    }

    /** {@code steps} with what was made by hand out of their way, as far as that is known before. */
    List<Step> around(List<Step> steps) throws InterruptedException {
        if (steps.stream().noneMatch(Step::changesSchema)) {
            return steps;
        }
        read();
        Set<String> dropped = dropped(steps);
        for (HandMade made : found.made()) {
            if (isIn(dropped, made)) {
                takeOut(made, HandMadeSteps.From.DROPPED_TABLE);
            } else if (made.computes() && steps.stream().anyMatch(step -> changesColumn(step, made))) {
                takeOut(made, HandMadeSteps.From.SCHEMA_CHANGE);
            }
        }
        Set<String> gone = dropped.stream().filter(table -> !isAfter(table)).collect(Collectors.toSet());
        out.keySet().stream().filter(made -> gone.stream().anyMatch(made::isOn)).forEach(made -> {
            lost.add(made);
            LOG.warn("The {} in Turso goes with the table.", made);
        });
        return wrapping.with(steps, out, lost);
    }

    /** Tells of views that cannot be read: the target takes them back all the same. */
    void tell() throws InterruptedException {
        for (HandMade made : found.made()) {
            Optional<Failure> problem = made.kind() == HandMade.Kind.VIEW ? reader.newProblem(made) : Optional.empty();
            problem.ifPresent(failure -> LOG.warn(
                    "The {} in Turso cannot be read as the tables are now ({}). The mirror goes on; drop the view, or"
                            + " make it anew.",
                    made,
                    failure.detail()));
        }
    }

    @Override
    public boolean mayHelp(Failure failure, List<Step> steps) throws InterruptedException {
        if (others.mayHelp(failure, steps)) {
            return true;
        }
        if (failure.step() < 0 || failure.step() >= steps.size()) {
            return false;
        }
        boolean back = wrapping.find(steps.get(failure.step()))
                .map(HandMadeSteps.Own::back)
                .orElse(false);
        boolean refused = failure.kind() == FailureKind.STATEMENT;
        return back ? refused || failure.kind() == FailureKind.CONSTRAINT : refused && findInTheWay(failure, steps);
    }

    /** Whether the target has more to take out than is out, or what is out has changed meanwhile. */
    private boolean findInTheWay(Failure failure, List<Step> steps) throws InterruptedException {
        // What has the name of something that comes would be in the way of it for good.
        if (failure.detail().contains("already") || reads == MOST_READS) {
            return false;
        }
        Map<HandMade, HandMadeSteps.From> before = out;
        read();
        Step failed = steps.get(failure.step());
        if (wrapping.find(failed).isEmpty()) {
            List<Step> theirs = wrapping.without(steps);
            HandMadeSteps.From from = theirs.indexOf(failed) < HandMadeSteps.first(theirs, "")
                    ? HandMadeSteps.From.FIRST_STEP
                    : HandMadeSteps.From.SCHEMA_CHANGE;
            inTheWay(failure, steps, from).forEach(made -> takeOut(made, from));
        }
        return !out.equals(before);
    }

    @Override
    public List<Step> narrow(List<Step> steps, Failure failure, long lsn) throws InterruptedException {
        if (others.mayHelp(failure, steps)) {
            return others.narrow(steps, failure, lsn);
        }
        wrapping.find(steps.get(failure.step()))
                .filter(HandMadeSteps.Own::back)
                .map(HandMadeSteps.Own::made)
                .ifPresent(made -> {
                    lost.add(made);
                    LOG.warn(
                            "The {} in Turso cannot be put back after a change of the schema ({}). The mirror goes on"
                                    + " without it; make it anew as the tables are now.",
                            made,
                            failure.detail());
                });
        return wrapping.with(wrapping.without(steps), out, lost);
    }

    private void read() throws InterruptedException {
        reads++;
        found = reader.read(after);
        Map<HandMade, HandMadeSteps.From> earlier = out;
        out = Map.of();
        for (HandMade made : found.made()) {
            earlier.forEach((same, from) -> {
                if (same.isSame(made)) {
                    takeOut(made, from);
                }
            });
        }
    }

    /** In the order in which all was made; a trigger that is on a view goes with it. */
    private void takeOut(HandMade some, HandMadeSteps.From from) {
        Map<HandMade, HandMadeSteps.From> more = new LinkedHashMap<>();
        for (HandMade made : found.made()) {
            boolean goes = made.equals(some) || (some.kind() == HandMade.Kind.VIEW && made.isOn(some.name()));
            if (out.containsKey(made) || goes) {
                more.put(made, goes ? earlier(made, from) : Objects.requireNonNull(out.get(made)));
            }
        }
        out = more;
    }

    private HandMadeSteps.From earlier(HandMade made, HandMadeSteps.From from) {
        HandMadeSteps.From now = out.getOrDefault(made, from);
        return now.compareTo(from) < 0 ? now : from;
    }

    /** What is there, or goes later than {@code from}. */
    private List<HandMade> inTheWay(Failure failure, List<Step> steps, HandMadeSteps.From from) {
        boolean ofSchema = steps.get(failure.step()).changesSchema();
        List<HandMade> candidates = found.made().stream()
                .filter(made -> earlier(made, from) != out.get(made))
                .filter(made -> switch (made.kind()) {
                    case TRIGGER -> true;
                    case VIEW -> ofSchema;
                    case INDEX -> ofSchema && steps.stream().anyMatch(step -> changes(step, made));
                })
                .toList();
        List<HandMade> named = candidates.stream()
                .filter(made -> made.isNamedIn(failure.detail()))
                .toList();
        return named.isEmpty() || reads > CAREFUL_READS ? candidates : named;
    }

    private Set<String> dropped(List<Step> steps) {
        Set<String> drops = steps.stream()
                .filter(Step::changesSchema)
                .map(step -> TargetState.fold(step.statement().sql()))
                .collect(Collectors.toSet());
        return found.tables().stream()
                .filter(table ->
                        drops.contains(TargetState.fold(TableDdl.drop(table).sql())))
                .collect(Collectors.toSet());
    }

    /** Whether it goes with tables that are dropped, or is in the way of those that take their names. */
    private static boolean isIn(Set<String> dropped, HandMade made) {
        return switch (made.kind()) {
            case VIEW -> !dropped.isEmpty();
            case TRIGGER -> dropped.stream().anyMatch(table -> made.isOn(table) || made.mentions(table));
            case INDEX -> dropped.stream().anyMatch(made::isOn);
        };
    }

    private boolean isAfter(String table) {
        return after.tables().values().stream().anyMatch(shape -> shape.name().equalsIgnoreCase(table));
    }

    private static boolean changes(Step step, HandMade index) {
        return step.changesSchema()
                && TargetState.fold(step.statement().sql())
                        .contains(TargetState.fold(Identifiers.quote(index.table())));
    }

    private static boolean changesColumn(Step step, HandMade index) {
        String sql = step.statement().sql();
        return changes(step, index) && (sql.contains(" RENAME COLUMN ") || sql.contains(" DROP COLUMN "));
    }
}
