package io.debezium.server.turso.sql;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The only code that quotes identifiers and literals. */
public final class Identifiers {
    private static final int DOUBLE_DIGITS = 15;

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
            case SqlValue.Real real -> literal(real.value());
            case SqlValue.Text text -> literal(text.value());
            case SqlValue.Blob blob -> "x'" + HexFormat.of().formatHex(blob.bytes()) + "'";
        };
    }

    /**
     * Text with REAL affinity comes back bit for bit, which the engines' own numbers do not, but for far exponents, minus
     * zero and more than 15 digits: those only JSON brings over.
     */
    private static String literal(double value) {
        BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
        boolean near = digits.precision() <= DOUBLE_DIGITS && Math.abs(digits.scale()) <= DOUBLE_DIGITS;
        boolean minusZero = value == 0 && 1 / value < 0;
        return near && !minusZero ? literal(Double.toString(value)) : "(json_extract('[" + value + "]', '$[0]'))";
    }

    /** A text literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
