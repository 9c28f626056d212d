package io.debezium.server.turso.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/** The only code that quotes identifiers and literals. */
public final class Identifiers {
    private Identifiers() {}

    /** An identifier as SQLite reads it back unchanged. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Quoted identifiers, separated by commas. */
    public static String list(Collection<String> identifiers) {
        return identifiers.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** A text literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
