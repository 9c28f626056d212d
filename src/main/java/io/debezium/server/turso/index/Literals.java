package io.debezium.server.turso.index;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.regex.Pattern;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.TemporalText;

/** Literals in the form in which the target stores values of their type. */
final class Literals {
    static final Expression.Literal TRUE = new Expression.Literal(SqlValue.of(1), ValueKind.BOOLEAN);
    static final Expression.Literal FALSE = new Expression.Literal(SqlValue.of(0), ValueKind.BOOLEAN);

    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIMESTAMP = Pattern.compile(DATE.pattern() + " \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    private static final Pattern TIMESTAMPTZ = Pattern.compile(TIMESTAMP.pattern() + "\\+00");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Literals() {}

    /** A literal of a number without a sign. */
    static Expression.Literal number(String digits) {
        return new Expression.Literal(SqlValue.of(positive(digits)), ValueKind.INTEGER);
    }

    /** The literal of what Postgres prints as text of that kind. */
    static Expression.Literal of(String text, ValueKind kind) {
        return switch (kind) {
            case INTEGER -> integer(text);
            case BOOLEAN, OTHER -> throw RefusedExpressionException.unknown();
            case TEXT, ENUM -> new Expression.Literal(SqlValue.of(text), kind);
            case UUID -> new Expression.Literal(SqlValue.of(required(UUID, text, kind)), kind);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> new Expression.Literal(SqlValue.of(temporal(text, kind)), kind);
        };
    }

    /** The least integer is one that engines read as a double. */
    private static Expression.Literal integer(String text) {
        boolean negative = text.startsWith("-");
        long value = positive(negative ? text.substring(1) : text);
        return new Expression.Literal(SqlValue.of(negative ? -value : value), ValueKind.INTEGER);
    }

    private static long positive(String digits) {
        if (!DIGITS.matcher(digits).matches() || new BigInteger(digits).bitLength() >= Long.SIZE) {
            throw new RefusedExpressionException("it computes with other numbers than integers");
        }
        return Long.parseLong(digits);
    }

    private static String temporal(String text, ValueKind kind) {
        try {
            return switch (kind) {
                case DATE -> TemporalText.date(required(DATE, text, kind));
                case TIMESTAMP -> TemporalText.timestamp(required(TIMESTAMP, text, kind));
                case TIMESTAMPTZ -> TemporalText.zonedTimestamp(required(TIMESTAMPTZ, text, kind));
                case INTEGER, BOOLEAN, TEXT, ENUM, UUID, OTHER -> throw RefusedExpressionException.unknown();
            };
        } catch (DateTimeException e) {
            throw RefusedExpressionException.unknown();
        }
    }

    private static String required(Pattern form, String text, ValueKind kind) {
        if (!form.matcher(text).matches()) {
            throw new RefusedExpressionException("it compares " + kind.plural() + " of another form");
        }
        return text;
    }
}
