package io.debezium.server.turso.bench.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an index is over, as words that Postgres and the engines of the mirror have in common. */
final class IndexText {
    private static final Pattern TOKEN =
            Pattern.compile("\"((?:[^\"]|\"\")*)\"|('(?:[^']|'')*')|(-?\\d+)|([\\w$]+)|([^\\s()\\w\\[\\]'\",]+|,)");
    private static final Pattern NUMBER = Pattern.compile("'(-?\\d+)'::(?:integer|bigint|smallint)");
    private static final Pattern CAST =
            Pattern.compile("::(?:character varying|text|bigint|smallint|integer|date)(?:\\[\\])?");
    private static final List<String> KEYWORDS = List.of(
            "CREATE",
            "UNIQUE",
            "INDEX",
            "ON",
            "ASC",
            "DESC",
            "WHERE",
            "IS",
            "NOT",
            "NULL",
            "AND",
            "OR",
            "IN",
            "ANY",
            "ARRAY",
            "COALESCE");

    private IndexText() {}

    /** Of what Postgres prints: without casts between types that are stored alike, and with IN for an array. */
    static List<String> ofPostgres(String text) {
        String plain = CAST.matcher(NUMBER.matcher(text).replaceAll("$1")).replaceAll("");
        List<String> tokens = tokens(plain);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.subList(i, i + 3).equals(List.of("=", "ANY", "ARRAY"))) {
                tokens.subList(i, i + 3).clear();
                tokens.add(i, "IN");
            }
        }
        return tokens;
    }

    /** Names with a quote before them and nothing escaped, keywords without; neither parentheses nor what goes without saying. */
    static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String word = token.group(4);
            if (token.group(1) != null) {
                tokens.add('"' + token.group(1).replace("\"\"", "\""));
            } else if (word != null) {
                String upper = word.toUpperCase(Locale.ROOT);
                tokens.add(KEYWORDS.contains(upper) ? upper : '"' + word);
            } else {
                tokens.add(token.group());
            }
        }
        tokens.removeIf("ASC"::equals);
        return tokens;
    }
}
