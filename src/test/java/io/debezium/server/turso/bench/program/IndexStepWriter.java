package io.debezium.server.turso.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes statements that make, rename and drop indexes of one table. */
final class IndexStepWriter {
    private static final List<ColumnKind> TEXTS = List.of(ColumnKind.TEXT, ColumnKind.SHORT_TEXT);
    private static final List<ColumnKind> INTEGERS = List.of(ColumnKind.SMALL, ColumnKind.INTEGER, ColumnKind.BIG);

    /** What an engine may not follow in the expressions of its indexes. */
    private static final List<Step> CHANGES =
            List.of(Step.RENAME_COLUMN, Step.DROP_COLUMN, Step.SWAP_COLUMNS, Step.CHANGE_TYPE, Step.CHANGE_CASE);

    private final Random random;
    private final ModelTable table;
    private final Supplier<String> names;

    IndexStepWriter(Random random, ModelTable table, Supplier<String> names) {
        this.random = random;
        this.table = table;
        this.names = names;
    }

    List<String> write(Step step) {
        return switch (step) {
            case CREATE_INDEX -> createIndex("INDEX", "", "");
            case CREATE_INDEX_DESCENDING -> createIndex("INDEX", " DESC", "");
            case CREATE_UNIQUE_INDEX -> createIndex("UNIQUE INDEX", "", "");
            case CREATE_PARTIAL_INDEX -> createIndex("INDEX", "", random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
            case CREATE_EXPRESSION_INDEX -> create(expressions(), Stream.of(""));
            case CREATE_CONDITIONAL_INDEX -> create(ordered(), conditions().map(condition -> " WHERE " + condition));
            case DROP_INDEX -> dropIndex();
            case RENAME_INDEX -> renameIndex();
            default -> throw new IllegalArgumentException(step.name());
        };
    }

    private List<String> createIndex(String kind, String order, String test) {
        List<String> ordered = ordered().toList();
        if (ordered.isEmpty()) {
            return List.of();
        }
        String index = names.get();
        table.indexes.add(index);
        String first = ordered.get(random.nextInt(ordered.size()));
        String second = ordered.get(random.nextInt(ordered.size()));
        String columns = first.equals(second) ? first + order : first + order + ", " + second;
        String filter = test.isEmpty() ? "" : " WHERE " + second + test;
        return List.of("CREATE " + kind + " " + index + " ON " + table.name + " (" + columns + ")" + filter);
    }

    private List<String> create(Stream<String> keys, Stream<String> conditions) {
        List<String> allKeys = keys.toList();
        List<String> allConditions = conditions.toList();
        if (allKeys.isEmpty() || allConditions.isEmpty()) {
            return List.of();
        }
        String index = names.get();
        table.indexes.add(index);
        String order = random.nextInt(3) == 0 ? " DESC" : "";
        List<String> sql = new ArrayList<>();
        sql.add("CREATE INDEX " + index + " ON " + table.name + " (" + allKeys.get(random.nextInt(allKeys.size()))
                + order + ")" + allConditions.get(random.nextInt(allConditions.size())));
        if (random.nextBoolean()) {
            sql.addAll(new ColumnWriter(random, table, names).write(CHANGES.get(random.nextInt(CHANGES.size()))));
            sql.addAll(new RowWriter(random, table).write(Step.UPDATE_ALL));
        }
        return sql;
    }

    /** That over md5 is none that SQLite computes. */
    private Stream<String> expressions() {
        Stream<String> ofTexts = of(TEXTS)
                .flatMap(text -> Stream.of(
                        "lower(" + text + ")",
                        "upper(" + text + ")",
                        "coalesce(" + text + ", 'none')",
                        "(" + text + " || " + any(TEXTS) + ")",
                        "md5(" + text + ")"));
        return Stream.concat(ofTexts, of(INTEGERS).map(number -> "(" + number + " + 1)"));
    }

    /** The order of texts is another in SQLite. */
    private Stream<String> conditions() {
        Stream<String> ofTexts = of(TEXTS)
                .flatMap(text -> Stream.of(text + " = 'v7'", text + " IN ('row 1', 'row 2')", text + " > 'row'"));
        Stream<String> ofFlags = of(List.of(ColumnKind.FLAG)).flatMap(flag -> Stream.of(flag, "NOT " + flag));
        Stream<String> ofIntegers = of(INTEGERS)
                .map(number -> number + " > 5 AND " + ordered().findAny().orElse(number) + " IS NOT NULL");
        Stream<String> ofDays = of(List.of(ColumnKind.DAY)).map(day -> day + " > '2021-03-04'");
        return Stream.of(ofTexts, ofFlags, ofIntegers, ofDays).flatMap(each -> each);
    }

    private Stream<String> ordered() {
        return table.columns.keySet().stream()
                .filter(column -> table.kind(column).isOrdered());
    }

    private Stream<String> of(List<ColumnKind> kinds) {
        return table.columns.keySet().stream().filter(column -> kinds.contains(table.kind(column)));
    }

    private String any(List<ColumnKind> kinds) {
        List<String> all = of(kinds).toList();
        return all.get(random.nextInt(all.size()));
    }

    private String schema() {
        return table.name.substring(0, table.name.indexOf('.') + 1);
    }

    private List<String> dropIndex() {
        if (table.indexes.isEmpty()) {
            return List.of();
        }
        String index = table.indexes.iterator().next();
        table.indexes.remove(index);
        // It may have gone with a column.
        return List.of("DROP INDEX IF EXISTS " + schema() + index);
    }

    private List<String> renameIndex() {
        if (table.indexes.isEmpty()) {
            return List.of();
        }
        String index = table.indexes.iterator().next();
        String name = names.get();
        table.indexes.remove(index);
        table.indexes.add(name);
        return List.of("ALTER INDEX IF EXISTS " + schema() + index + " RENAME TO " + name);
    }
}
