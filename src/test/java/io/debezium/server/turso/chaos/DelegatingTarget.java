package io.debezium.server.turso.chaos;

import java.util.List;

import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;

/** A target whose transactions are other ones than the sink has asked for. */
abstract class DelegatingTarget implements Target {
    private final Target target;

    DelegatingTarget(Target target) {
        this.target = target;
    }

    abstract Transaction distort(Transaction transaction);

    @Override
    public final Outcome commit(Transaction transaction) throws InterruptedException {
        return target.commit(distort(transaction));
    }

    @Override
    public final List<List<SqlValue>> query(Statement statement) throws TargetException, InterruptedException {
        return target.query(statement);
    }

    @Override
    public final String description() {
        return target.description();
    }

    @Override
    public final void close() {
        target.close();
    }
}
