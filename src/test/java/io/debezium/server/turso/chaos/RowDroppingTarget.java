package io.debezium.server.turso.chaos;

import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.Transaction;

/** Leaves out some of the rows that statements carry as JSON. */
final class RowDroppingTarget extends DelegatingTarget {
    static final int ONE_IN = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Random random;

    RowDroppingTarget(Target target, Random random) {
        super(target);
        this.random = random;
    }

    @Override
    Transaction distort(Transaction transaction) {
        return new Transaction(
                transaction.fence(),
                transaction.work().stream().map(this::distort).toList());
    }

    private Statement distort(Statement statement) {
        List<SqlValue> args = statement.args();
        return args.size() == 1
                        && args.getFirst() instanceof SqlValue.Text text
                        && text.value().startsWith("[")
                ? Statement.of(statement.sql(), SqlValue.of(thinned(text.value())))
                : statement;
    }

    private String thinned(String json) {
        try {
            ArrayNode rows = (ArrayNode) JSON.readTree(json);
            for (int i = rows.size() - 1; i >= 0; i--) {
                if (random.nextInt(ONE_IN) == 0) {
                    rows.remove(i);
                }
            }
            return rows.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
