package io.debezium.server.turso.bench.rows;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random texts: short ones of hostile pieces, and long ones that Postgres cannot compress and so moves out of the row. */
final class Letters {
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "  ",
            "a",
            "A",
            "ab",
            "é",
            "É",
            "ß",
            "東京",
            "😀",
            "👩‍👩‍👧",
            "'",
            "\"",
            "\\",
            "\\n",
            "\n",
            "\t",
            "\r",
            "\u0001",
            "\u001f",
            "\u007f",
            "\u2028",
            "\uffff",
            "\ufeff",
            "0",
            "1",
            "-0",
            "1e5",
            "1.0",
            "0x1F",
            "NaN",
            "null",
            "NULL",
            "true",
            "[1]",
            "{}",
            "{\"a\":1}",
            "?1",
            "$1",
            "%s",
            "${x}",
            "--",
            "/*",
            ";",
            "x'00'",
            ",");
    private static final String DENSE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Letters() {}

    /** At most {@code most} letters. */
    static String some(Random random, int most) {
        String text = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** Some thousand letters. */
    static String many(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 2_200 + random.nextInt(4_000);
        while (text.length() < length) {
            text.append(DENSE.charAt(random.nextInt(DENSE.length())));
        }
        return text.toString();
    }

    /** Words that any grammar takes. */
    static String word(Random random) {
        return List.of("a", "b", "Ab", "xyz", "k1", "under_score").get(random.nextInt(6));
    }

    /** Digits, the first not zero. */
    static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
