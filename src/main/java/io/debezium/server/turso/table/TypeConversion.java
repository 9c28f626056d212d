package io.debezium.server.turso.table;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What a change of type does to stored values where Postgres leaves its rows as they are: it takes them for those of
 * another type, and prints them otherwise.
 */
public final class TypeConversion {
    private static final long UNSIGNED = 1L << Integer.SIZE;
    private static final long HALF = 1L << (Integer.SIZE - 1);

    private static final Map<Types, UnaryOperator<String>> ALL = Map.of(
            // In sessions whose time is UTC; infinity has no zone. Like the others, it leaves what is converted as it
            // is.
            new Types("timestamp", "timestamptz"),
            column -> "CASE WHEN " + column + " LIKE '%y' OR " + column + " LIKE '%Z' THEN " + column + " ELSE "
                    + column + " || 'Z' END",
            new Types("timestamptz", "timestamp"),
            column -> "rtrim(" + column + ", 'Z')",
            new Types("cidr", "inet"),
            TypeConversion::withoutWholeMask,
            new Types("int4", "oid"),
            column -> "CASE WHEN " + column + " < 0 THEN " + column + " + " + UNSIGNED + " ELSE " + column + " END",
            new Types("oid", "int4"),
            column -> "CASE WHEN " + column + " >= " + HALF + " THEN " + column + " - " + UNSIGNED + " ELSE " + column
                    + " END");

    private record Types(String before, String after) {}

    private TypeConversion() {}

    /**
     * How the value of a column, an expression of SQL, becomes that of another type; empty if it is the same.
     *
     * @param before the name of the type in the source; null if it is not known
     */
    public static Optional<UnaryOperator<String>> between(@Nullable String before, @Nullable String after) {
        return before == null || after == null
                ? Optional.empty()
                : Optional.ofNullable(ALL.get(new Types(before, after)));
    }

    private static String withoutWholeMask(String column) {
        return "CASE WHEN " + column + " LIKE '%:%/128' THEN substr(" + column + ", 1, length(" + column
                + ") - 4) WHEN "
                + column + " LIKE '%/32' AND " + column + " NOT LIKE '%:%' THEN substr(" + column + ", 1, length("
                + column + ") - 3) ELSE " + column + " END";
    }
}
