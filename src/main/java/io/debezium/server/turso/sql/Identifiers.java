package io.debezium.server.turso.sql;

import java.util.Collection;
import java.util.HexFormat;
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

    /** A value as a literal. */
    public static String literal(SqlValue value) {
        return switch (value) {
            case SqlValue.Null none -> "NULL";
            case SqlValue.Int integer -> Long.toString(integer.value());
            // Text with REAL affinity comes back bit for bit, which the engines' own numbers do not.
            case SqlValue.Real real -> literal(Double.toString(real.value()));
            case SqlValue.Text text -> literal(text.value());
            case SqlValue.Blob blob -> "x'" + HexFormat.of().formatHex(blob.bytes()) + "'";
        };
    }

    /** A text literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
