package io.debezium.server.turso.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds names under the sink's prefix that are no options, and the option that was probably meant. */
final class UnknownOptions {
    private UnknownOptions() {}

    static List<String> problems(Set<String> names) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            String key = Settings.asKey(name);
            if (key.startsWith(SinkProperty.PREFIX) && !isKnown(key)) {
                unknown.add(key);
            }
        }
        return unknown.stream().map(UnknownOptions::problem).toList();
    }

    private static boolean isKnown(String key) {
        return Arrays.stream(SinkProperty.values())
                .anyMatch(property -> property.key().equals(key));
    }

    private static String problem(String key) {
        SinkProperty nearest = Arrays.stream(SinkProperty.values())
                .min(Comparator.comparingInt(property -> distance(key, property.key())))
                .orElseThrow();
        boolean likely =
                distance(key, nearest.key()) <= Math.max(2, nearest.shortName().length() / 2);
        return key + " is no option of this sink: "
                + (likely ? "did you mean " + nearest.key() + "?" : "remove it; the README lists the options.");
    }

    /** Levenshtein's. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
