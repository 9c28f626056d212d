package io.debezium.server.turso.chaos;

import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.Transaction;

/** Counts on at the fence in place of asking it. */
final class UnfencedTarget extends DelegatingTarget {

    UnfencedTarget(Target target) {
        super(target);
    }

    @Override
    Transaction distort(Transaction transaction) {
        Statement fence = transaction.fence();
        if (!fence.sql().startsWith("INSERT INTO _cdc_position")) {
            return transaction;
        }
        Statement count = Statement.of(
                "UPDATE _cdc_position SET sequence = sequence + 1 WHERE source = ?1",
                fence.args().getFirst());
        return new Transaction(count, transaction.work());
    }
}
