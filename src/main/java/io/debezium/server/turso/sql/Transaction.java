package io.debezium.server.turso.sql;

import java.time.Duration;
import java.util.List;

/**
 * The work of one transaction on the target: the fence first, then the statements in order, all or nothing.
 *
 * @param fence fails with a constraint violation when this work is already applied or not this writer's to do
 * @param work what to apply once the fence has held; may be empty
 * @param longer how much longer than others it may take
 */
public record Transaction(Statement fence, List<Statement> work, Duration longer) {
    public Transaction {
        work = List.copyOf(work);
    }

    /** One that takes no longer than others. */
    public Transaction(Statement fence, List<Statement> work) {
        this(fence, work, Duration.ZERO);
    }
}
