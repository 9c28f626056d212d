package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.table.TableShape;

/** Finds what the target's users have made in it: the sink makes no views and triggers, and knows its indexes. */
final class HandMadeReader {
    private static final Statement READ = Statement.of("""
            SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger', 'index') \
            AND sql IS NOT NULL ORDER BY rowid""");

    private static final String OWN_TABLES = "_cdc_";

    private final Target target;
    private final Retry retry;
    private final MirrorReader mirror;
    private final Set<HandMade> unreadable = new HashSet<>();

    HandMadeReader(Target target, Retry retry, MirrorReader mirror) {
        this.target = target;
        this.retry = retry;
        this.mirror = mirror;
    }

    /**
     * What is there.
     *
     * @param made in the order in which it was made
     * @param all how many views, triggers and indexes there are, the sink's too
     * @param tables those of this mirror; empty if nothing was made
     */
    record Found(List<HandMade> made, long all, List<TableShape> tables) {
        static final Found NOTHING = new Found(List.of(), 0, List.of());
    }

    Found read() throws InterruptedException {
        List<HandMade> made = new ArrayList<>();
        List<List<SqlValue>> rows =
                retry.read("reading the views, triggers and indexes of others", () -> target.query(READ));
        for (List<SqlValue> row : rows) {
            HandMade one = made(row);
            // Those of staging tables go with them.
            if (one.kind() != HandMade.Kind.INDEX
                    || !TargetState.fold(one.table()).startsWith(OWN_TABLES)) {
                made.add(one);
            }
        }
        if (made.isEmpty()) {
            return Found.NOTHING;
        }
        List<TableShape> tables = List.copyOf(mirror.catalog().tables().values());
        Set<String> indexes = tables.stream()
                .flatMap(table -> table.indexes().stream())
                .map(index -> TargetState.fold(index.name()))
                .collect(Collectors.toSet());
        // Only a sink of their own version can tell which of those on other mirrors' tables is the sink's.
        Set<String> others = mirror.neighbours().keySet();
        made.removeIf(one -> one.kind() == HandMade.Kind.INDEX
                && (indexes.contains(TargetState.fold(one.name())) || others.contains(TargetState.fold(one.table()))));
        return new Found(made, rows.size(), tables);
    }

    /** Why {@code view} cannot be read; empty if it can, if nobody can tell now, or if this has been said before. */
    Optional<Failure> newProblem(HandMade view) throws InterruptedException {
        try {
            target.query(Statement.of("SELECT * FROM " + Identifiers.quote(view.name()) + " LIMIT 0"));
            unreadable.remove(view);
            return Optional.empty();
        } catch (TargetException e) {
            boolean told = e.failure().kind() != FailureKind.STATEMENT || !unreadable.add(view);
            return told ? Optional.empty() : Optional.of(e.failure());
        }
    }

    private static HandMade made(List<SqlValue> row) {
        HandMade.Kind kind = HandMade.Kind.valueOf(SystemTables.text(row, 0).toUpperCase(Locale.ROOT));
        return new HandMade(kind, SystemTables.text(row, 1), SystemTables.text(row, 2), SystemTables.text(row, 3));
    }
}
