package io.debezium.server.turso.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.Catalog;
import org.jspecify.annotations.Nullable;
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

    /** More may be in the way of each attempt, but not for ever. */
    private static final int MOST_READS = 8;

    /** Somebody may change what is there between reading it and the transaction, but not for ever. */
    private static final int MOST_COMPARISONS = 200;

    /** How often only what the target names is taken out, so that the rest follows what is renamed. */
    private static final int CAREFUL_READS = 2;

    /** How the engines say that a name is taken: what has it would be in the way for good. */
    private static final Pattern TAKEN = Pattern.compile("already exists|there is already ");

    private final HandMadeReader reader;
    private final Catalog after;
    private final Remedy others;
    private final HandMadeSteps wrapping;
    /** With why. */
    private final Map<HandMade, String> lost = new LinkedHashMap<>();
    /** Triggers that failed at a row, with how. */
    private final Map<HandMade, String> failed = new LinkedHashMap<>();

    private Map<HandMade, HandMadeSteps.From> out = Map.of();
    private HandMadeReader.Found found = HandMadeReader.Found.NOTHING;
    private TableMoves moves = TableMoves.NONE;
    private int reads;
    private int comparisons;

    /**
     * For one transaction.
     *
     * @param source the mirror's name
     * @param after the tables of the mirror as they are after it
     * @param others for failures that are not of the schema
     */
    HandMadeSchema(HandMadeReader reader, String source, Catalog after, Remedy others) {
        this.reader = reader;
        this.after = after;
        this.others = others;
        this.wrapping = new HandMadeSteps(source, after);
    }

    /** {@code steps} with what was made by hand out of their way, as far as that is known before. */
    List<Step> around(List<Step> steps) throws InterruptedException {
        if (steps.stream().noneMatch(Step::changesSchema)) {
            return steps;
        }
        read(steps);
        return wrapped(steps);
    }

    private List<Step> wrapped(List<Step> steps) {
        out.keySet().forEach(made -> misfit(made).ifPresent(reason -> lost.putIfAbsent(made, reason)));
        return wrapping.with(steps, found, out, made -> lost.containsKey(made) ? Optional.empty() : moves.placed(made));
    }

    /** Why something that is out must not come back. */
    private Optional<String> misfit(HandMade made) {
        if (moves.placed(made).isEmpty()) {
            return Optional.of("its table is gone, or was built anew under another name");
        }
        return made.kind() == HandMade.Kind.VIEW ? Optional.empty() : mistakable(made);
    }

    /** Why the target would take a column of before for a text. */
    private Optional<String> mistakable(HandMade made) {
        return moves.findMistakable(made)
                .map(column -> "it has the name of column \"" + column.column()
                        + "\", which is gone, in double quotes: the database would take that for a text");
    }

    /** Tells, once the transaction is done, of what it has left out, and of views that cannot be read as they are now. */
    void tell() throws InterruptedException {
        if (found.made().isEmpty()) {
            return;
        }
        List<HandMade> now = reader.read().made();
        for (HandMade made : found.made()) {
            Optional<HandMade> left = now.stream().filter(made::isSame).findFirst();
            if (left.isEmpty()) {
                LOG.warn(
                        "The {} in Turso cannot be put back after a change of the schema ({}). The mirror goes on without it;"
                                + " make it anew as the tables are now.",
                        made,
                        lost.getOrDefault(made, "it was on a table that was built anew or dropped"));
            } else {
                problem(left.get())
                        .ifPresent(problem -> LOG.warn(
                                "The {} in Turso cannot be used as the tables are now ({}). The mirror goes on; drop it, or"
                                        + " make it anew.",
                                made,
                                problem));
            }
        }
        failed.forEach((made, problem) -> LOG.warn(
                "The {} in Turso did not fire for rows of a transaction that changes the schema, too: it failed ({}).",
                made,
                problem));
    }

    private Optional<String> problem(HandMade made) throws InterruptedException {
        Optional<String> mistaken = mistakable(made);
        return mistaken.isPresent() || made.kind() != HandMade.Kind.VIEW
                ? mistaken
                : reader.newProblem(made).map(Failure::detail);
    }

    @Override
    public boolean mayHelp(Failure failure, List<Step> steps) throws InterruptedException {
        if (others.mayHelp(failure, steps)) {
            return true;
        }
        if (failure.step() < 0 || failure.step() >= steps.size()) {
            return false;
        }
        boolean refused = failure.kind() == FailureKind.STATEMENT;
        boolean violates = failure.kind() == FailureKind.CONSTRAINT;
        boolean taken = TAKEN.matcher(failure.detail()).find();
        return switch (purpose(steps.get(failure.step()))) {
            case RESTORATION -> (refused || violates) && !taken;
            case COMPARISON -> violates && readsAgain(steps);
            case REMOVAL -> refused && readsAgain(steps);
            case null -> refused && !taken && findInTheWay(failure, steps);
        };
    }

    private HandMadeSteps.@Nullable Purpose purpose(Step step) {
        return wrapping.find(step).map(HandMadeSteps.Own::purpose).orElse(null);
    }

    /** What is there has changed meanwhile. */
    private boolean readsAgain(List<Step> steps) throws InterruptedException {
        if (++comparisons > MOST_COMPARISONS) {
            throw new DeliveryException(
                    "Views, triggers or indexes in Turso were changed by somebody else each time that a"
                            + " change of the schema was tried. The position does not move: start the server again when that is"
                            + " over.");
        }
        read(wrapping.without(steps));
        return true;
    }

    /** Whether the target has more to take out than is out. */
    private boolean findInTheWay(Failure failure, List<Step> steps) throws InterruptedException {
        if (reads == MOST_READS) {
            return false;
        }
        Map<HandMade, HandMadeSteps.From> before = out;
        List<Step> theirs = wrapping.without(steps);
        reads++;
        read(theirs);
        Step cause = steps.get(failure.step());
        HandMadeSteps.From from = theirs.indexOf(cause) < HandMadeSteps.first(theirs, "")
                ? HandMadeSteps.From.FIRST_STEP
                : HandMadeSteps.From.SCHEMA_CHANGE;
        for (HandMade made : inTheWay(failure, theirs, cause, from)) {
            takeOut(made, from);
            if (!cause.changesSchema()) {
                failed.put(made, failure.detail());
            }
        }
        return !out.equals(before);
    }

    @Override
    public List<Step> narrow(List<Step> steps, Failure failure, long lsn) throws InterruptedException {
        if (others.mayHelp(failure, steps)) {
            return others.narrow(steps, failure, lsn);
        }
        wrapping.find(steps.get(failure.step()))
                .filter(own -> own.purpose() == HandMadeSteps.Purpose.RESTORATION)
                .map(HandMadeSteps.Own::made)
                .ifPresent(made -> lost.put(made, failure.detail()));
        return wrapped(wrapping.without(steps));
    }

    /** {@code steps}: none of this class. */
    private void read(List<Step> steps) throws InterruptedException {
        found = reader.read();
        moves = TableMoves.of(steps, found.tables(), after);
        Map<HandMade, HandMadeSteps.From> earlier = out;
        out = Map.of();
        for (HandMade made : found.made()) {
            earlier.forEach((same, from) -> {
                if (same.isSame(made)) {
                    takeOut(made, from);
                }
            });
            if (made.computes() && steps.stream().anyMatch(step -> changesColumn(step, made))) {
                takeOut(made, HandMadeSteps.From.SCHEMA_CHANGE);
            }
        }
        takeOutWithTables();
    }

    /** What is on dropped tables goes with them, and what reads them is in the way of those that take their names. */
    private void takeOutWithTables() {
        int before;
        do {
            before = out.size();
            for (HandMade made : found.made()) {
                boolean reads = made.kind() != HandMade.Kind.INDEX
                        && (moves.dropped().stream().anyMatch(made::mentions) || mentionsViewThatIsOut(made));
                if (reads || moves.dropped().stream().anyMatch(made::isOn)) {
                    takeOut(made, HandMadeSteps.From.DROPPED_TABLE);
                }
            }
        } while (out.size() > before);
    }

    private boolean mentionsViewThatIsOut(HandMade made) {
        return out.keySet().stream()
                .anyMatch(
                        view -> view.kind() == HandMade.Kind.VIEW && !view.equals(made) && made.mentions(view.name()));
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
    private List<HandMade> inTheWay(Failure failure, List<Step> steps, Step cause, HandMadeSteps.From from) {
        List<HandMade> candidates = found.made().stream()
                .filter(made -> earlier(made, from) != out.get(made))
                .filter(made -> switch (made.kind()) {
                    case TRIGGER -> true;
                    case VIEW -> cause.changesSchema();
                    case INDEX -> cause.changesSchema() && steps.stream().anyMatch(step -> changes(step, made));
                })
                .toList();
        List<HandMade> named = candidates.stream()
                .filter(made -> made.isNamedIn(failure.detail()))
                .toList();
        return named.isEmpty() || reads > CAREFUL_READS ? candidates : named;
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
