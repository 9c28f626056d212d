package io.debezium.server.turso.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures that were taken several times, by what they tell. */
final class Samples<K> {
    private final Map<K, List<Double>> values = new HashMap<>();

    void add(K key, double value) {
        values.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
    }

    double median(K key) {
        return quantile(key, 0.5);
    }

    /** The smallest value that is not below the share {@code q} of all (nearest rank). */
    double quantile(K key, double q) {
        List<Double> sorted =
                values.getOrDefault(key, List.of()).stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1));
    }
}
