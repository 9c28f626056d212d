package io.debezium.server.turso.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SourceChange;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of snapshots that a signal asks for. They are put over those that are there, since such a snapshot may read a
 * part of a table and is older than some of its changes; so rows without a key would be doubled, and stay out.
 */
final class AdHocRows {
    private static final Logger LOG = LoggerFactory.getLogger(AdHocRows.class);

    private final Set<TableId> told = new HashSet<>();

    /**
     * Those of {@code rows} that can be put over what is there.
     *
     * @throws DeliveryException if a table without a key is not in the mirror at all: it would be without its rows
     */
    List<? extends SourceChange> admit(List<? extends SourceChange> rows, Catalog mirror) {
        return rows.stream()
                .filter(row -> !(row instanceof Change change) || admits(change.table(), mirror))
                .toList();
    }

    private boolean admits(SourceTable table, Catalog mirror) {
        Optional<TableShape> known = mirror.find(table.id());
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
