package io.debezium.server.turso.bench.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a program knows of one of its tables. */
final class ModelTable {
    final Map<String, ColumnKind> columns;
    final Set<String> required;
    final Set<String> generated;
    final List<String> key;
    final Set<String> indexes;
    /** The names of its partitions by the number of their range. */
    final Map<Integer, String> partitions;

    String name;
    boolean partitioned;
    /** The range that it had as a partition; -1 if it was none. */
    int range = -1;

    ModelTable(String name) {
        this.name = name;
        columns = new LinkedHashMap<>();
        required = new TreeSet<>();
        generated = new TreeSet<>();
        key = new ArrayList<>();
        indexes = new TreeSet<>();
        partitions = new TreeMap<>();
    }

    private ModelTable(ModelTable other) {
        name = other.name;
        columns = new LinkedHashMap<>(other.columns);
        required = new TreeSet<>(other.required);
        generated = new TreeSet<>(other.generated);
        key = new ArrayList<>(other.key);
        indexes = new TreeSet<>(other.indexes);
        partitions = new TreeMap<>(other.partitions);
        partitioned = other.partitioned;
        range = other.range;
    }

    ModelTable copy() {
        return new ModelTable(this);
    }

    /** The type of one of its columns. */
    ColumnKind kind(String column) {
        return Objects.requireNonNull(columns.get(column));
    }

    /** The table's name without its schema. */
    String plainName() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Columns that statements may write. */
    List<String> writable() {
        return columns.keySet().stream()
                .filter(column -> !generated.contains(column))
                .toList();
    }

    /** One of the columns outside of the key that statements may write; empty if there is none. */
    String plainColumn(Random random) {
        List<String> plain =
                writable().stream().filter(column -> !key.contains(column)).toList();
        return plain.isEmpty() ? "" : plain.get(random.nextInt(plain.size()));
    }

    void rename(String column, String newName) {
        Map<String, ColumnKind> old = new LinkedHashMap<>(columns);
        columns.clear();
        old.forEach((name, kind) -> columns.put(name.equals(column) ? newName : name, kind));
        key.replaceAll(name -> name.equals(column) ? newName : name);
        for (Set<String> set : List.of(required, generated)) {
            if (set.remove(column)) {
                set.add(newName);
            }
        }
    }

    void remove(String column) {
        columns.remove(column);
        required.remove(column);
        generated.remove(column);
    }
}
