package io.debezium.server.turso.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;

/** Reads what the target knows of a mirror that has its system tables; waits for a target that cannot be reached. */
final class MirrorReader {
    private final Target target;
    private final Retry retry;
    private final String source;

    /** {@code source} is the connector's topic prefix. */
    MirrorReader(Target target, Retry retry, String source) {
        this.target = target;
        this.retry = retry;
        this.source = source;
    }

    /** All that a sink which takes the mirror over has to know. */
    TargetState read() throws InterruptedException {
        List<SqlValue> row = position();
        Set<String> names = query(SystemTables.readNames("")).stream()
                .map(name -> SystemTables.text(name, 0))
                .collect(Collectors.toSet());
        return new TargetState(
                SystemTables.number(row, 0),
                SystemTables.number(row, 1),
                SystemTables.offset(row).isPresent(),
                catalog(),
                names,
                count(StageTable.count(source)),
                SystemTables.readAhead(row),
                SystemTables.triggers(row));
    }

    /**
     * The row of {@link SystemTables#readPosition}.
     *
     * @throws DeliveryException if it is gone
     */
    List<SqlValue> position() throws InterruptedException {
        List<List<SqlValue>> rows = query(SystemTables.readPosition(source));
        if (rows.isEmpty()) {
            throw new DeliveryException("The row of _cdc_position for \"" + source + "\" in " + target.description()
                    + " is gone: was the database emptied? Restart the server to begin with a new snapshot.");
        }
        return rows.getFirst();
    }

    /** The tables of the mirror. */
    Catalog catalog() throws InterruptedException {
        Catalog catalog = Catalog.empty();
        for (List<SqlValue> row : query(SchemaTable.read(source))) {
            TableId id = new TableId(SystemTables.text(row, 0), SystemTables.text(row, 1));
            catalog = catalog.with(id, SchemaTable.shape(SystemTables.text(row, 2)));
        }
        return catalog;
    }

    /** The mirrors beside this one in the same database, by the names of their tables in lower case. */
    Map<String, String> neighbours() throws InterruptedException {
        Map<String, String> owners = new HashMap<>();
        for (List<SqlValue> row : query(SchemaTable.neighbours(source))) {
            owners.put(TargetState.fold(SystemTables.text(row, 1)), SystemTables.text(row, 0));
        }
        return owners;
    }

    /** A staged value, which must be there. */
    SqlValue staged(long place) throws InterruptedException {
        return query(StageTable.read(source, place)).getFirst().getFirst();
    }

    long countDeadLetters() throws InterruptedException {
        return count(DeadLetterTable.count(source));
    }

    private long count(Statement statement) throws InterruptedException {
        return SystemTables.number(query(statement).getFirst(), 0);
    }

    private List<List<SqlValue>> query(Statement statement) throws InterruptedException {
        return retry.read("reading the mirror's state", () -> target.query(statement));
    }
}
