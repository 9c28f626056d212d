package io.debezium.server.turso.benchmark;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param what was measured
 * @param figure of this project
 * @param compared the same of something else, named
 * @param ratio of the two; empty where it means nothing
 */
record Line(String what, String figure, String compared, String ratio) {

    static String ratio(double mine, double other) {
        return String.format(Locale.ROOT, "%.2f", mine / other);
    }

    String markdown() {
        return "| " + what + " | " + figure + " | " + compared + " | " + ratio + " |";
    }
}
