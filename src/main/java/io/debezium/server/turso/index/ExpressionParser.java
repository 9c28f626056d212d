package io.debezium.server.turso.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parses what {@code pg_get_expr} and {@code pg_get_indexdef} print, which has parentheses around everything that could be
 * read in two ways. What is not known here to mean the same in the target is refused.
 */
final class ExpressionParser {
    /** Far deeper than what people write, and far from the end of a stack. */
    private static final int DEEPEST = 50;

    private static final int MOST = 100;

    private static final Map<String, Expression.Relation> RELATIONS = Map.of(
            "=", Expression.Relation.EQUAL,
            "<>", Expression.Relation.UNEQUAL,
            "<", Expression.Relation.LESS,
            "<=", Expression.Relation.AT_MOST,
            ">", Expression.Relation.MORE,
            ">=", Expression.Relation.AT_LEAST);

    private static final Map<String, Expression.Operator> OPERATORS = Map.of(
            "+", Expression.Operator.ADD,
            "-", Expression.Operator.SUBTRACT,
            "*", Expression.Operator.MULTIPLY,
            "||", Expression.Operator.CONCATENATE);

    private static final Map<String, Expression.Function> FUNCTIONS = Map.of(
            "lower", Expression.Function.LOWER,
            "upper", Expression.Function.UPPER,
            "length", Expression.Function.LENGTH,
            "char_length", Expression.Function.LENGTH,
            "character_length", Expression.Function.LENGTH,
            "COALESCE", Expression.Function.COALESCE);

    private final ExpressionTokens tokens;
    private final List<IndexColumn> columns;
    private int depth;

    private ExpressionParser(ExpressionTokens tokens, List<IndexColumn> columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    /**
     * The expression over {@code columns}.
     *
     * @throws RefusedExpressionException if it is none that the target computes alike
     */
    static Expression parse(String text, List<IndexColumn> columns) {
        ExpressionParser parser = new ExpressionParser(ExpressionTokens.of(text), columns);
        Expression expression = parser.expression();
        if (parser.tokens.peek().type() != ExpressionTokens.Type.END) {
            throw parser.tokens.refused();
        }
        return expression;
    }

    /** What stands in parentheses, or stands alone. */
    private Expression expression() {
        Expression first = condition();
        if (tokens.peek().is(ExpressionTokens.Type.WORD, "AND")) {
            return new Expression.And(joined("AND", first));
        }
        return tokens.peek().is(ExpressionTokens.Type.WORD, "OR") ? new Expression.Or(joined("OR", first)) : first;
    }

    private List<Expression> joined(String word, Expression first) {
        List<Expression> all = new ArrayList<>(List.of(Meaning.condition(first)));
        while (tokens.takesWord(word)) {
            all.add(Meaning.condition(condition()));
        }
        requireFew(all);
        return all;
    }

    private Expression condition() {
        if (tokens.takesWord("NOT")) {
            return new Expression.Not(Meaning.condition(value()));
        }
        Expression left = value();
        ExpressionTokens.Token next = tokens.peek();
        if (next.type() == ExpressionTokens.Type.SYMBOL) {
            return compound(left, next.value());
        }
        return tokens.takesWord("IS") ? test(left) : left;
    }

    private Expression compound(Expression left, String symbol) {
        Expression.Relation relation = RELATIONS.get(symbol);
        Expression.Operator operator = OPERATORS.get(symbol);
        if (operator != null) {
            tokens.take();
            return Meaning.operation(operator, left, value());
        }
        if (relation == null) {
            return left;
        }
        tokens.take();
        boolean any = tokens.takesWord("ANY");
        return any || tokens.takesWord("ALL")
                ? Meaning.membership(relation, any, left, array())
                : Meaning.comparison(relation, left, value());
    }

    private Expression test(Expression value) {
        boolean negated = tokens.takesWord("NOT");
        if (tokens.takesWord("NULL")) {
            return new Expression.NullTest(value, negated);
        }
        if (tokens.takesWord("UNKNOWN")) {
            return new Expression.NullTest(Meaning.condition(value), negated);
        }
        boolean truth = tokens.takesWord("TRUE");
        if (truth || tokens.takesWord("FALSE")) {
            return new Expression.TruthTest(Meaning.condition(value), truth, negated);
        }
        throw tokens.refused();
    }

    /** Literals in an array, whose type stands behind each of them. */
    private List<Expression> array() {
        tokens.requireSymbol("(");
        boolean enclosed = tokens.takesSymbol("(");
        if (!tokens.takesWord("ARRAY")) {
            throw new RefusedExpressionException("it compares with an array");
        }
        tokens.requireSymbol("[");
        List<Expression> elements = separated("]");
        if (enclosed) {
            tokens.requireSymbol(")");
        }
        if (tokens.takesSymbol("::")) {
            TypeName.takeArray(tokens);
        }
        tokens.requireSymbol(")");
        return elements;
    }

    private List<Expression> separated(String end) {
        List<Expression> all = new ArrayList<>();
        do {
            all.add(expression());
        } while (tokens.takesSymbol(","));
        tokens.requireSymbol(end);
        return all;
    }

    /** A value with the types that it is cast to. */
    private Expression value() {
        if (++depth > DEEPEST) {
            throw new RefusedExpressionException("it is nested too deep");
        }
        Expression value = cast(primary());
        depth--;
        return value;
    }

    private Expression literal(String text) {
        tokens.requireSymbol("::");
        return Literals.of(text, TypeName.take(tokens));
    }

    private Expression cast(Expression value) {
        Expression cast = value;
        while (tokens.takesSymbol("::")) {
            cast = Meaning.cast(cast, TypeName.take(tokens));
        }
        return cast;
    }

    private Expression primary() {
        if (tokens.takesSymbol("(")) {
            Expression inner = expression();
            tokens.requireSymbol(")");
            return inner;
        }
        if (tokens.takesSymbol("-")) {
            return Meaning.negation(value());
        }
        ExpressionTokens.Token token = tokens.peek();
        return switch (token.type()) {
            case WORD -> word();
            case QUOTED -> column(tokens.take().value());
            case NUMBER -> Literals.number(tokens.take().value());
            case TEXT -> literal(tokens.take().value());
            case SYMBOL, END -> throw tokens.refused();
        };
    }

    private Expression word() {
        Expression.Function function = FUNCTIONS.get(tokens.peek().value());
        if (tokens.takesWord("true")) {
            return Literals.TRUE;
        }
        if (tokens.takesWord("false")) {
            return Literals.FALSE;
        }
        ExpressionTokens.Token name = tokens.take();
        // Postgres writes its keywords in capitals, and puts quotes around names that have some.
        if (function == null && !name.value().equals(name.value().toLowerCase(Locale.ROOT))) {
            throw new RefusedExpressionException("it uses " + name.value());
        }
        if (!tokens.takesSymbol("(")) {
            return column(name.value());
        }
        if (function == null) {
            throw new RefusedExpressionException("it calls " + name.value());
        }
        List<Expression> arguments = separated(")");
        requireFew(arguments);
        return Meaning.call(function, arguments);
    }

    /** SQLite nests conditions, to a depth that is bounded, and bounds the number of arguments. */
    private static void requireFew(List<Expression> all) {
        if (all.size() > MOST) {
            throw new RefusedExpressionException("it is longer than what an engine surely takes");
        }
    }

    private Expression column(String name) {
        if (tokens.peek().is(ExpressionTokens.Type.SYMBOL, ".")) {
            throw new RefusedExpressionException("it uses what is in schema " + name);
        }
        Optional<IndexColumn> column =
                columns.stream().filter(known -> known.name().equals(name)).findFirst();
        return column.map(known -> new Expression.Column(known.number(), known.kind()))
                .orElseThrow(() -> new RefusedExpressionException("it uses " + name + ", no column of the mirror"));
    }
}
