package io.debezium.server.turso.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableShape;

/** Finds what the target's users have made in it: the sink makes no views and triggers, and knows its indexes. */
final class HandMadeReader {
    private static final Statement READ = Statement.of("""
            SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger', 'index') \
            AND sql IS NOT NULL AND substr(tbl_name, 1, 5) <> '_cdc_' ORDER BY rowid""");

    private static final Statement READ_SHAPES = Statement.of("SELECT definition FROM _cdc_schema");

    private final Target target;
    private final Retry retry;
    private final Set<HandMade> unreadable = new HashSet<>();

    HandMadeReader(Target target, Retry retry) {
        this.target = target;
        this.retry = retry;
    }

    /**
     * What is there.
     *
     * @param made in the order in which it was made
     * @param tables of this mirror and others in the database, in lower case; empty if nothing was made
     */
    record Found(List<HandMade> made, Set<String> tables) {
        static final Found NOTHING = new Found(List.of(), Set.of());
    }

    /** What there is beside {@code after}, the mirror as it is to become, and what the mirrors are now. */
    Found read(Catalog after) throws InterruptedException {
        List<List<SqlValue>> rows = query(READ);
        if (rows.isEmpty()) {
            return Found.NOTHING;
        }
        Set<String> tables = new HashSet<>();
        Set<String> indexes = new HashSet<>();
        after.tables().values().forEach(shape -> addIndexes(shape, indexes));
        for (List<SqlValue> row : query(READ_SHAPES)) {
            TableShape shape = SystemTables.readShape(SystemTables.text(row, 0));
            tables.add(TargetState.fold(shape.name()));
            addIndexes(shape, indexes);
        }
        List<HandMade> made = rows.stream()
                .map(HandMadeReader::made)
                .filter(one -> one.kind() != HandMade.Kind.INDEX || !indexes.contains(TargetState.fold(one.name())))
                .toList();
        return new Found(made, tables);
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

    private static void addIndexes(TableShape shape, Set<String> indexes) {
        shape.indexes().forEach(index -> indexes.add(TargetState.fold(index.name())));
    }

    private static HandMade made(List<SqlValue> row) {
        HandMade.Kind kind = HandMade.Kind.valueOf(SystemTables.text(row, 0).toUpperCase(Locale.ROOT));
        return new HandMade(kind, SystemTables.text(row, 1), SystemTables.text(row, 2), SystemTables.text(row, 3));
    }

    private List<List<SqlValue>> query(Statement statement) throws InterruptedException {
        return retry.read("reading the views, triggers and indexes of others", () -> target.query(statement));
    }
}
