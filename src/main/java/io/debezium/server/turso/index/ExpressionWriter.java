package io.debezium.server.turso.index;

import java.util.List;
import java.util.Locale;

import io.debezium.server.turso.sql.Identifiers;

/** Writes expressions as the target reads them, with parentheses only where it would read them otherwise. */
final class ExpressionWriter {
    private final IndexSql.Builder sql;

    ExpressionWriter(IndexSql.Builder sql) {
        this.sql = sql;
    }

    void write(Expression expression) {
        switch (expression) {
            case Expression.Column column -> sql.column(column.number());
            case Expression.Literal literal -> sql.text(Identifiers.literal(literal.value()));
            case Expression.Printed printed -> write(printed.value());
            case Expression.Call call -> {
                sql.text(call.function().name().toLowerCase(Locale.ROOT)).text("(");
                list(call.arguments());
                sql.text(")");
            }
            case Expression.Operation operation ->
                binary(operation.left(), operation.operator().symbol(), operation.right());
            case Expression.Negation negation -> {
                sql.text("- ");
                operand(negation.value());
            }
            case Expression.Condition condition -> condition(condition);
        }
    }

    private void condition(Expression.Condition condition) {
        switch (condition) {
            case Expression.Comparison comparison ->
                binary(comparison.left(), comparison.relation().symbol(), comparison.right());
            case Expression.Membership membership -> {
                operand(membership.value());
                sql.text(membership.negated() ? " NOT IN (" : " IN (");
                list(membership.literals());
                sql.text(")");
            }
            case Expression.And and -> joined(and.conditions(), " AND ");
            case Expression.Or or -> joined(or.conditions(), " OR ");
            case Expression.Not not -> {
                sql.text("NOT ");
                operand(not.condition());
            }
            case Expression.NullTest test -> {
                operand(test.value());
                sql.text(test.negated() ? " IS NOT NULL" : " IS NULL");
            }
            // TRUE would be a column where there is one of that name.
            case Expression.TruthTest test -> {
                operand(test.condition());
                sql.text(test.negated() ? " IS NOT " : " IS ").text(test.truth() ? "1" : "0");
            }
        }
    }

    private void binary(Expression left, String symbol, Expression right) {
        operand(left);
        sql.text(" " + symbol + " ");
        operand(right);
    }

    private void joined(List<Expression> conditions, String word) {
        for (int i = 0; i < conditions.size(); i++) {
            sql.text(i == 0 ? "" : word);
            if (conditions.get(i) instanceof Expression.And || conditions.get(i) instanceof Expression.Or) {
                enclosed(conditions.get(i));
            } else {
                write(conditions.get(i));
            }
        }
    }

    private void list(List<? extends Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            sql.text(i == 0 ? "" : ", ");
            write(expressions.get(i));
        }
    }

    private void operand(Expression expression) {
        switch (expression) {
            case Expression.Column column -> write(column);
            case Expression.Literal literal -> write(literal);
            case Expression.Call call -> write(call);
            case Expression.Printed printed -> operand(printed.value());
            case Expression.Operation operation -> enclosed(operation);
            case Expression.Negation negation -> enclosed(negation);
            case Expression.Condition condition -> enclosed(condition);
        }
    }

    private void enclosed(Expression expression) {
        sql.text("(");
        write(expression);
        sql.text(")");
    }
}
