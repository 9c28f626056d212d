package io.debezium.server.turso.sql;

import java.util.HexFormat;

/** Strings of JSON. */
public final class JsonText {
    private static final HexFormat HEX = HexFormat.of();

    private JsonText() {}

    /** Appends {@code string} in quotes, escaping only what JSON demands. */
    public static StringBuilder appendString(StringBuilder out, String string) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            if (letter < 0x20 || letter == '"' || letter == '\\') {
                out.append(string, from, i).append(escape(letter));
                from = i + 1;
            }
        }
        return out.append(string, from, string.length()).append('"');
    }

    private static String escape(char letter) {
        return switch (letter) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"', '\\' -> "\\" + letter;
            default -> "\\u" + HEX.toHexDigits(letter);
        };
    }
}
