package io.debezium.server.turso.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an expression as Postgres prints it with standard-conforming strings, and a place among them. */
final class ExpressionTokens {
    /** Far more than the expressions that people write. */
    private static final int LONGEST = 10_000;

    /** No NUL, which would end the statement for an engine; Postgres has none in its texts. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_$]*)|\"(?<quoted>(?:[^\"\\x00]|\"\")++)\"|'(?<text>(?:[^'\\x00]|'')*+)'"
                    + "|(?<number>[0-9][0-9.eE]*)|(?<symbol>::|[()\\[\\],.]|[-+*/<>=~!@#%^&|`?]+))\\s*");

    enum Type {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    record Token(Type type, String value) {
        boolean is(Type other, String text) {
            return type == other && value.equals(text);
        }
    }

    private final List<Token> tokens;
    private int place;

    private ExpressionTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * The tokens of {@code expression}.
     *
     * @throws RefusedExpressionException if it has others
     */
    static ExpressionTokens of(String expression) {
        if (expression.length() > LONGEST) {
            throw new RefusedExpressionException("it is longer than " + LONGEST + " letters");
        }
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length()
                && matcher.region(end, expression.length()).lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
        }
        if (end < expression.length()) {
            throw RefusedExpressionException.unknown();
        }
        return new ExpressionTokens(tokens);
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("word") != null) {
            return new Token(Type.WORD, matcher.group("word"));
        }
        if (matcher.group("quoted") != null) {
            return new Token(Type.QUOTED, matcher.group("quoted").replace("\"\"", "\""));
        }
        if (matcher.group("text") != null) {
            return new Token(Type.TEXT, matcher.group("text").replace("''", "'"));
        }
        if (matcher.group("number") != null) {
            return new Token(Type.NUMBER, matcher.group("number"));
        }
        return new Token(Type.SYMBOL, matcher.group("symbol"));
    }

    Token peek() {
        return place < tokens.size() ? tokens.get(place) : new Token(Type.END, "");
    }

    Token take() {
        Token token = peek();
        place++;
        return token;
    }

    /** Takes the next token if it is that word. */
    boolean takesWord(String word) {
        return takes(Type.WORD, word);
    }

    /** Takes the next token if it is that symbol. */
    boolean takesSymbol(String symbol) {
        return takes(Type.SYMBOL, symbol);
    }

    void requireSymbol(String symbol) {
        if (!takesSymbol(symbol)) {
            throw refused();
        }
    }

    /** What to say of the next token, which has no place here: words and operators are of the source's schema. */
    RefusedExpressionException refused() {
        Token next = peek();
        return switch (next.type()) {
            case WORD, SYMBOL -> new RefusedExpressionException("it uses " + next.value());
            case QUOTED, TEXT, NUMBER, END -> RefusedExpressionException.unknown();
        };
    }

    private boolean takes(Type type, String value) {
        boolean there = peek().is(type, value);
        place += there ? 1 : 0;
        return there;
    }
}
