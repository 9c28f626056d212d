package io.debezium.server.turso.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SchemaChange;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.plan.BatchPlanner;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of snapshots that a signal asks for. They are put over those that are there, since such a snapshot may read a
 * part of a table and is older than some of its changes; so rows without a key would be doubled, and stay out.
 *
 * <p>So do the rows of a table that has changed since an incremental snapshot began with it: the connector takes back only
 * the rows that events change one by one, and knows a table's columns from its last event.
 */
final class AdHocRows {
    private static final Logger LOG = LoggerFactory.getLogger(AdHocRows.class);

    private final BatchPlanner planner;
    private final Set<TableId> told = new HashSet<>();
    /** What an incremental snapshot reads now, as Debezium names it; empty if nothing. */
    private String reading = "";

    private boolean changed;

    /** {@code planner} has the tables of the mirror. */
    AdHocRows(BatchPlanner planner) {
        this.planner = planner;
    }

    /** An incremental snapshot has gone on. */
    void follow(SourceEvent.TableScan scan) {
        switch (scan.state()) {
            case READING -> {
                changed = changed && reading.equals(scan.table());
                reading = scan.table();
            }
            case ENDED -> forget();
            case BROKEN -> {
                forget();
                LOG.warn(
                        "The connector has given up the incremental snapshot of table {} that a signal asked for before"
                                + " its last row, as it does when the table changes meanwhile. Nothing in the mirror is"
                                + " wrong, but rows that the snapshot was to bring are missing: send the signal again. If"
                                + " it named other tables too, restart the server first, or it does not go on with them.",
                        scan.table());
            }
        }
    }

    private void forget() {
        reading = "";
        changed = false;
    }

    /** The stream brings {@code change}. */
    void meet(SourceChange change) {
        if (!reading.isEmpty() && !changed && concerns(change)) {
            changed = true;
            LOG.warn(
                    "Table {} has changed while the incremental snapshot that a signal asked for reads it. Rows that this"
                            + " snapshot still brings are left out, since they may be older than the change. Nothing in the"
                            + " mirror is wrong, but rows that the snapshot was to bring are missing: send the signal again.",
                    reading);
        }
    }

    private boolean concerns(SourceChange change) {
        return switch (change) {
            case SchemaChange.Defined defined -> isOfRead(defined.definition()) && !planner.knows(defined);
            case SchemaChange.Dropped dropped -> isRead(dropped.id());
            case SchemaChange.Relabelled relabelled -> isRead(relabelled.id());
            case Change.Truncate truncate -> isRead(truncate.table().id());
            case Change.Delete delete -> delete.told() && isRead(delete.table().id());
            case SchemaChange other -> false;
            case Change row -> false;
        };
    }

    private boolean isOfRead(TableDefinition definition) {
        return isRead(definition.id())
                || planner.catalog()
                        .findByOid(definition.oid())
                        .filter(this::isRead)
                        .isPresent();
    }

    private boolean isRead(TableId table) {
        return reading.equals(table.toString());
    }

    /**
     * Those of {@code rows} that can be put over what is there.
     *
     * @throws DeliveryException if a table without a key is not in the mirror at all: it would be without its rows
     */
    List<? extends SourceChange> admit(List<? extends SourceChange> rows) {
        return rows.stream()
                .filter(row -> !(row instanceof Change change) || admits(change.table()))
                .toList();
    }

    private boolean admits(SourceTable table) {
        if (changed && isRead(table.id())) {
            return false;
        }
        Optional<TableShape> known = planner.catalog().find(table.id());
        // Of a table that the source has told of, the mirror knows the key, and its events show none.
        if (!table.key().isEmpty()
                || known.filter(shape -> !shape.primaryKey().isEmpty()).isPresent()) {
            return true;
        }
        if (known.isEmpty()) {
            throw new DeliveryException("Table " + table.id() + " has no primary key, so that a snapshot by a signal"
                    + " cannot bring it into the mirror exactly. Give it one, or " + IdentityGuard.AGAIN);
        }
        if (told.add(table.id())) {
            LOG.warn(
                    "The snapshot of table {} that a signal asks for is left out: the table has no primary key, so its rows"
                            + " would be doubled. The mirror has them already; to load it anew, {}",
                    table.id(),
                    IdentityGuard.AGAIN);
        }
        return false;
    }
}
