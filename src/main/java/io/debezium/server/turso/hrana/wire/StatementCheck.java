package io.debezium.server.turso.hrana.wire;

import java.util.Optional;

import io.debezium.server.turso.sql.SqlParameters;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/** Finds what a server would take in silence and get wrong, or refuse without saying which statement it was. */
public final class StatementCheck {
    private StatementCheck() {}

    /** Why {@code statement} must not be sent, without a value of it; empty if it may. */
    public static Optional<String> problem(Statement statement) {
        SqlParameters parameters = SqlParameters.of(statement.sql());
        if (parameters.named()) {
            return Optional.of("the statement has a named parameter, which tursodb would bind to NULL: use ?1, ?2, …");
        }
        int args = statement.args().size();
        if (parameters.highest() != args) {
            return Optional.of("the statement takes " + parameters.highest() + " arguments and got " + args
                    + ": servers bind NULL to a missing one");
        }
        return halfSurrogate(statement);
    }

    private static Optional<String> halfSurrogate(Statement statement) {
        for (int i = 0; i < statement.args().size(); i++) {
            if (statement.args().get(i) instanceof SqlValue.Text text && !isUnicode(text.value())) {
                return Optional.of("argument " + (i + 1) + " holds half a surrogate pair, which is no Unicode text");
            }
        }
        return isUnicode(statement.sql()) ? Optional.empty() : Optional.of("the SQL holds half a surrogate pair");
    }

    private static boolean isUnicode(String text) {
        // Halves that belong together come out as one code point above these.
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
