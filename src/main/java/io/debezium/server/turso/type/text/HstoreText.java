package io.debezium.server.turso.type.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The text of an hstore, taken apart: {@code "a"=>"1", "b c"=>NULL}. */
public final class HstoreText {
    /** Possessive: otherwise each character of a long text takes a frame of the stack. */
    private static final String QUOTED = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";

    private static final Pattern PAIR =
            Pattern.compile("\\G(?:, )?" + QUOTED + "=>(?:NULL|" + QUOTED + ")", Pattern.DOTALL);

    private HstoreText() {}

    /**
     * The pairs; NULL as null.
     *
     * @throws IllegalArgumentException if {@code text} is no hstore; the message does not show it
     */
    public static Map<String, @Nullable String> parse(String text) {
        Map<String, @Nullable String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(text);
        int end = 0;
        while (pair.find()) {
            pairs.put(plain(pair.group(1)), pair.group(2) == null ? null : plain(pair.group(2)));
            end = pair.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("an hstore in an unknown form");
        }
        return pairs;
    }

    private static String plain(String quoted) {
        return quoted.replaceAll("(?s)\\\\(.)", "$1");
    }
}
