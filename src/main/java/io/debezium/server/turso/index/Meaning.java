package io.debezium.server.turso.index;

import java.util.ArrayList;
import java.util.List;

/** Judges by the kinds of values whether an operation means the same in the target. */
final class Meaning {
    private Meaning() {}

    static Expression condition(Expression expression) {
        return require(expression, ValueKind.BOOLEAN);
    }

    static Expression negation(Expression value) {
        return new Expression.Negation(require(value, ValueKind.INTEGER));
    }

    static Expression operation(Expression.Operator operator, Expression left, Expression right) {
        ValueKind kind = operator == Expression.Operator.CONCATENATE ? ValueKind.TEXT : ValueKind.INTEGER;
        return new Expression.Operation(operator, require(left, kind), require(right, kind));
    }

    static Expression call(Expression.Function function, List<Expression> arguments) {
        if (function == Expression.Function.COALESCE) {
            arguments.forEach(argument -> requireAlike(arguments.getFirst(), argument));
            if (arguments.size() == 1) {
                return arguments.getFirst();
            }
        } else if (arguments.size() != 1) {
            throw RefusedExpressionException.unknown();
        } else {
            require(arguments.getFirst(), ValueKind.TEXT);
        }
        return new Expression.Call(function, arguments);
    }

    static Expression comparison(Expression.Relation relation, Expression left, Expression right) {
        requireAlike(left, right);
        if (relation.isOfOrder() && !left.kind().isOrdered()) {
            throw new RefusedExpressionException(
                    "it asks for the order of " + left.kind().plural() + ", which is another in SQLite");
        }
        return new Expression.Comparison(relation, left, right);
    }

    /** {@code = ANY} and {@code <> ALL} of an array, which is how Postgres prints IN and NOT IN. */
    static Expression membership(
            Expression.Relation relation, boolean any, Expression value, List<Expression> elements) {
        if (relation != (any ? Expression.Relation.EQUAL : Expression.Relation.UNEQUAL)) {
            throw new RefusedExpressionException("it compares with an array");
        }
        List<Expression.Literal> literals = new ArrayList<>(elements.size());
        for (Expression element : elements) {
            requireAlike(value, element);
            if (!(element instanceof Expression.Literal literal)) {
                throw new RefusedExpressionException("it compares with an array that is computed");
            }
            literals.add(literal);
        }
        return new Expression.Membership(value, literals, !any);
    }

    /** Types of one kind hold equal values in one form, and what does not fit into the smaller one Postgres has refused. */
    static Expression cast(Expression value, ValueKind kind) {
        boolean printed = value.kind() == ValueKind.UUID && kind == ValueKind.TEXT;
        if (printed) {
            return new Expression.Printed(value);
        }
        if (value.kind() != kind || kind == ValueKind.ENUM) {
            throw new RefusedExpressionException("it converts a value into another type");
        }
        return value;
    }

    private static Expression require(Expression expression, ValueKind kind) {
        if (expression.kind() != kind) {
            throw new RefusedExpressionException(
                    "it computes with " + expression.kind().plural() + " in a way that is" + " unknown here");
        }
        return expression;
    }

    private static void requireAlike(Expression left, Expression right) {
        if (left.kind() == ValueKind.OTHER || left.kind() != right.kind()) {
            throw new RefusedExpressionException("it compares values that are stored in another form");
        }
    }
}
