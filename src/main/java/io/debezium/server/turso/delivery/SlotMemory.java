package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;

/**
 * What the target knows of the replication slot of a mirror: that the mirror has made it.
 *
 * <p>It is written before the slot is made. So a slot that an interrupted snapshot leaves behind can be told from one of
 * another consumer, which must not be dropped.
 */
public final class SlotMemory {
    private final Target target;
    private final Retry retry;
    private final String source;

    /** {@code source} is the connector's topic prefix. */
    public SlotMemory(Target target, Retry retry, String source) {
        this.target = target;
        this.retry = retry;
        this.source = source;
    }

    /** Whether {@code slot} was remembered last. */
    public boolean holds(String slot) throws InterruptedException {
        return retry.read("reading the mirror's slot", () -> read().equals(List.of(List.of(SqlValue.of(slot)))));
    }

    /** Remembers {@code slot}, and no earlier one. */
    public void remember(String slot) throws InterruptedException {
        Transaction remember =
                new Transaction(SystemTables.CREATE_SLOT, List.of(SystemTables.rememberSlot(source, slot)));
        retry.until("remembering the mirror's slot", () -> target.commit(remember));
    }

    private List<List<SqlValue>> read() throws TargetException, InterruptedException {
        return target.query(SystemTables.readNames("_cdc_slot")).isEmpty()
                ? List.of()
                : target.query(SystemTables.readSlot(source));
    }
}
