package io.debezium.server.turso.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.guard.MirrorMark;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;

/**
 * What the target knows of the source of a mirror.
 *
 * <p>It is written before a snapshot's replication slot is made. So a slot that an interrupted snapshot leaves behind can
 * be told from one of another consumer, which must not be dropped.
 */
public final class SourceMemory {
    private final Target target;
    private final Retry retry;
    private final String source;

    /** {@code source} is the connector's topic prefix. */
    public SourceMemory(Target target, Retry retry, String source) {
        this.target = target;
        this.retry = retry;
        this.source = source;
    }

    /** What it knows now. */
    public MirrorMark read() throws InterruptedException {
        return retry.read("reading which source the mirror is of", this::find);
    }

    /** Remembers {@code identity}, and no earlier one. */
    public void remember(SourceIdentity identity) throws InterruptedException {
        Transaction remember = new Transaction(
                SystemTables.CREATE_SOURCE,
                List.of(
                        SystemTables.rememberSource(source, identity),
                        SystemTables.CREATE_POSITION,
                        SystemTables.forgetSlot(source)));
        retry.until("remembering the mirror's source", () -> target.commit(remember));
    }

    private MirrorMark find() throws TargetException, InterruptedException {
        Set<String> tables = target.query(SystemTables.readNames("_cdc_")).stream()
                .map(name -> SystemTables.text(name, 0))
                .collect(Collectors.toSet());
        List<List<SqlValue>> origins =
                tables.contains("_cdc_source") ? target.query(SystemTables.readSource(source)) : List.of();
        List<List<SqlValue>> positions =
                tables.contains("_cdc_position") ? target.query(SystemTables.readPosition(source)) : List.of();
        Optional<SourceIdentity> origin = origins.stream().findFirst().map(SystemTables::identity);
        long commitLsn = positions.isEmpty() ? 0 : SystemTables.number(positions.getFirst(), 0);
        long slotLsn = positions.isEmpty() ? 0 : SystemTables.slotLsn(positions.getFirst());
        return new MirrorMark(source, target.description(), origin, commitLsn, slotLsn);
    }
}
