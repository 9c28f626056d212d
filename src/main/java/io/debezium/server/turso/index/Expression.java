package io.debezium.server.turso.index;

import java.util.List;

import io.debezium.server.turso.sql.SqlValue;

/** What an index computes of one row; only what source and target compute alike, and what fails for no row. */
sealed interface Expression {

    /** What it yields. */
    ValueKind kind();

    /** A column by its {@code attnum}. */
    record Column(int number, ValueKind kind) implements Expression {}

    /** A value in the form in which the target stores it. */
    record Literal(SqlValue value, ValueKind kind) implements Expression {}

    /** A call of a function that both have. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueKind kind() {
            return switch (function) {
                case LOWER, UPPER -> ValueKind.TEXT;
                case LENGTH -> ValueKind.INTEGER;
                case COALESCE -> arguments.getFirst().kind();
            };
        }
    }

    /** A sum, difference, product of integers, or a concatenation of texts. */
    record Operation(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public ValueKind kind() {
            return operator == Operator.CONCATENATE ? ValueKind.TEXT : ValueKind.INTEGER;
        }
    }

    /** An integer with the other sign. */
    record Negation(Expression value) implements Expression {
        @Override
        public ValueKind kind() {
            return ValueKind.INTEGER;
        }
    }

    /** The text of a value that is stored as its text. */
    record Printed(Expression value) implements Expression {
        @Override
        public ValueKind kind() {
            return ValueKind.TEXT;
        }
    }

    /** Whether two values are in a relation; null if one of them is. */
    record Comparison(Relation relation, Expression left, Expression right) implements Condition {}

    /** Whether a value is, or is not, one of some literals. */
    record Membership(Expression value, List<Literal> literals, boolean negated) implements Condition {
        public Membership {
            literals = List.copyOf(literals);
        }
    }

    /** All of some conditions. */
    record And(List<Expression> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** One of some conditions. */
    record Or(List<Expression> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    /** The contrary of a condition. */
    record Not(Expression condition) implements Condition {}

    /** Whether a value is null, or is not. */
    record NullTest(Expression value, boolean negated) implements Condition {}

    /** Whether a condition is known to be {@code truth}, or is not. */
    record TruthTest(Expression condition, boolean truth, boolean negated) implements Condition {}

    /** What yields a boolean. */
    sealed interface Condition extends Expression {
        @Override
        default ValueKind kind() {
            return ValueKind.BOOLEAN;
        }
    }

    /** Functions that both have. */
    enum Function {
        LOWER,
        UPPER,
        LENGTH,
        COALESCE
    }

    /** Operators that yield no boolean. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        CONCATENATE("||");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /** Operators that compare. */
    enum Relation {
        EQUAL("="),
        UNEQUAL("<>"),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        boolean isOfOrder() {
            return this != EQUAL && this != UNEQUAL;
        }
    }
}
