package io.debezium.server.turso.sql;

import java.util.function.IntFunction;

/**
 * The parameters that a statement's text has, found as SQLite's tokenizer finds them.
 *
 * @param highest the number of arguments it takes: the largest N of its {@code ?N}
 * @param named whether it has a {@code :name}, {@code @name} or {@code $name}
 */
public record SqlParameters(int highest, boolean named) {

    /** Those of {@code sql}. */
    public static SqlParameters of(String sql) {
        int highest = 0;
        boolean named = false;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = endOfToken(sql, at);
            if (c == '?') {
                highest = Math.max(highest, end == at + 1 ? highest + 1 : number(sql, at + 1, end));
            } else if ((c == ':' || c == '@' || c == '$') && end > at + 1) {
                named = true;
            }
            at = end;
        }
        return new SqlParameters(highest, named);
    }

    /** {@code sql} with something else in the place of each of its {@code ?N}. */
    public static String replace(String sql, IntFunction<String> other) {
        StringBuilder replaced = new StringBuilder(sql.length());
        int at = 0;
        while (at < sql.length()) {
            int end = endOfToken(sql, at);
            if (sql.charAt(at) == '?') {
                replaced.append(other.apply(number(sql, at + 1, end)));
            } else {
                replaced.append(sql, at, end);
            }
            at = end;
        }
        return replaced.toString();
    }

    /** {@code sql} with something else in the place of {@code code}, wherever that begins a token: not within quotes. */
    public static String replace(String sql, String code, String other) {
        StringBuilder replaced = new StringBuilder(sql.length() + other.length());
        int at = 0;
        while (at < sql.length()) {
            boolean found = sql.startsWith(code, at);
            int end = found ? at + code.length() : endOfToken(sql, at);
            replaced.append(found ? other : sql.substring(at, end));
            at = end;
        }
        return replaced.toString();
    }

    private static int endOfToken(String sql, int start) {
        return switch (sql.charAt(start)) {
            case '\'', '"', '`' -> endOfQuoted(sql, start);
            case '[' -> after(sql, "]", start + 1);
            case '-' -> sql.startsWith("--", start) ? after(sql, "\n", start) : start + 1;
            case '/' -> sql.startsWith("/*", start) ? after(sql, "*/", start + 2) : start + 1;
            case '?', ':', '@', '$' -> endOfWord(sql, start + 1);
            default -> Math.max(start + 1, endOfWord(sql, start));
        };
    }

    private static int endOfQuoted(String sql, int start) {
        char quote = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return at;
    }

    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private static int endOfWord(String sql, int start) {
        int at = start;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    /** SQLite takes every character beyond ASCII as part of a word. */
    private static boolean isWordPart(char c) {
        return c >= 0x80 || Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int number(String sql, int start, int end) {
        try {
            return Integer.parseInt(sql, start, end, 10);
        } catch (NumberFormatException notOne) {
            return Integer.MAX_VALUE;
        }
    }
}
