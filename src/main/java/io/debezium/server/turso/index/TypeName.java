package io.debezium.server.turso.index;

import java.util.Map;
import java.util.Set;

/** The names of types, as Postgres prints them where nothing but its own are found without their schema. */
final class TypeName {
    private static final Set<String> MORE = Set.of("varying", "without", "with", "time", "zone", "precision");

    private static final Map<String, ValueKind> KINDS = Map.ofEntries(
            Map.entry("smallint", ValueKind.INTEGER),
            Map.entry("integer", ValueKind.INTEGER),
            Map.entry("bigint", ValueKind.INTEGER),
            Map.entry("boolean", ValueKind.BOOLEAN),
            Map.entry("text", ValueKind.TEXT),
            Map.entry("character varying", ValueKind.TEXT),
            Map.entry("uuid", ValueKind.UUID),
            Map.entry("date", ValueKind.DATE),
            Map.entry("timestamp without time zone", ValueKind.TIMESTAMP),
            Map.entry("timestamp with time zone", ValueKind.TIMESTAMPTZ));

    private TypeName() {}

    /** Takes one; a type of the user's own is the enum that it is compared with, or refused there. */
    static ValueKind take(ExpressionTokens tokens) {
        boolean quoted = tokens.peek().type() == ExpressionTokens.Type.QUOTED;
        if (!quoted && tokens.peek().type() != ExpressionTokens.Type.WORD) {
            throw tokens.refused();
        }
        StringBuilder name = new StringBuilder(tokens.take().value());
        if (tokens.takesSymbol(".")) {
            takePlainName(tokens);
            return ValueKind.ENUM;
        }
        while (tokens.peek().type() == ExpressionTokens.Type.WORD
                && MORE.contains(tokens.peek().value())) {
            name.append(' ').append(tokens.take().value());
        }
        ValueKind kind = KINDS.get(name.toString());
        if (kind == null || quoted) {
            throw new RefusedExpressionException("it uses the type " + name);
        }
        return kind;
    }

    /** Takes that of an array, whose elements tell what they are. */
    static void takeArray(ExpressionTokens tokens) {
        take(tokens);
        tokens.requireSymbol("[");
        tokens.requireSymbol("]");
    }

    private static void takePlainName(ExpressionTokens tokens) {
        ExpressionTokens.Type type = tokens.peek().type();
        if (type != ExpressionTokens.Type.WORD && type != ExpressionTokens.Type.QUOTED) {
            throw tokens.refused();
        }
        tokens.take();
    }
}
