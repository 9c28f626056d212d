package io.debezium.server.turso.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Writes statements that bring partitions to a partitioned table and take them away: each has a range of its own. */
final class PartitionWriter {
    private static final List<String> RANGES =
            List.of("FROM (MINVALUE) TO (10000)", "FROM (10000) TO (20000)", "FROM (20000) TO (MAXVALUE)");
    private static final int WIDTH = 10_000;

    private final Random random;
    private final List<ModelTable> tables;
    private final Supplier<String> names;

    PartitionWriter(Random random, List<ModelTable> tables, Supplier<String> names) {
        this.random = random;
        this.tables = tables;
        this.names = names;
    }

    /** Statements that create the partitions of a new table. */
    List<String> all(ModelTable table) {
        return IntStream.range(0, RANGES.size())
                .mapToObj(range -> added(table, range))
                .toList();
    }

    List<String> write(Step step) {
        Optional<ModelTable> found =
                tables.stream().filter(table -> table.partitioned).findAny();
        if (found.isEmpty()) {
            return List.of();
        }
        ModelTable table = found.get();
        List<Integer> present = List.copyOf(table.partitions.keySet());
        List<Integer> missing = IntStream.range(0, RANGES.size())
                .filter(range -> !table.partitions.containsKey(range))
                .boxed()
                .toList();
        boolean comes = step == Step.ADD_PARTITION || step == Step.ATTACH_PARTITION || step == Step.ATTACH_AGAIN;
        List<Integer> ranges = comes ? missing : present;
        if (ranges.isEmpty()) {
            return List.of();
        }
        int range = ranges.get(random.nextInt(ranges.size()));
        return switch (step) {
            case ADD_PARTITION -> List.of(added(table, range));
            case ATTACH_PARTITION -> attach(table, range);
            case ATTACH_AGAIN -> attachAgain(table, range);
            case DETACH_PARTITION -> detach(table, range);
            case TRUNCATE_PARTITION -> List.of("TRUNCATE " + table.partitions.get(range));
            case DROP_PARTITION -> List.of("DROP TABLE " + table.partitions.remove(range));
            default -> throw new IllegalArgumentException(step.name());
        };
    }

    private String added(ModelTable table, int range) {
        String name = names.get();
        table.partitions.put(range, name);
        return "CREATE TABLE " + name + " PARTITION OF " + table.name + " FOR VALUES " + RANGES.get(range);
    }

    /** A table with rows, whose columns have other numbers half of the time. */
    private List<String> attach(ModelTable table, int range) {
        ModelTable made = table.copy();
        made.name = names.get();
        List<String> sql = new ArrayList<>();
        boolean numbered = random.nextBoolean();
        sql.add("CREATE TABLE " + made.name + " (" + (numbered ? "gone int, " : "") + "LIKE " + table.name
                + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)");
        if (numbered) {
            sql.add("ALTER TABLE " + made.name + " DROP COLUMN gone");
        }
        sql.add(new RowWriter(random, made).insert(3, range * WIDTH + random.nextInt(WIDTH - 3)));
        table.partitions.put(range, made.name);
        sql.add(attached(table, range));
        return sql;
    }

    /** A table that was a partition, and may have changed since, so that Postgres refuses it. */
    private List<String> attachAgain(ModelTable table, int range) {
        Optional<ModelTable> detached = tables.stream()
                .filter(other -> other.range == range && other.columns.equals(table.columns))
                .findAny();
        if (detached.isEmpty()) {
            return List.of();
        }
        tables.remove(detached.get());
        table.partitions.put(range, detached.get().name);
        return List.of(attached(table, range));
    }

    private static String attached(ModelTable table, int range) {
        return "ALTER TABLE " + table.name + " ATTACH PARTITION " + table.partitions.get(range) + " FOR VALUES "
                + RANGES.get(range);
    }

    private List<String> detach(ModelTable table, int range) {
        ModelTable left = table.copy();
        left.partitions.clear();
        left.partitioned = false;
        left.indexes.clear();
        left.name = table.partitions.remove(range);
        left.range = range;
        tables.add(left);
        return List.of("ALTER TABLE " + table.name + " DETACH PARTITION " + left.name);
    }
}
