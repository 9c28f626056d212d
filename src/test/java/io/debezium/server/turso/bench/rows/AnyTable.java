package io.debezium.server.turso.bench.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of any types: with a key of up to three columns anywhere or without one, narrow or wide, of hostile names. */
final class AnyTable {
    private static final List<String> NAMES = List.of(
            "value",
            "key",
            "rowid",
            "_cdc_j",
            "_cdc_t",
            "g0",
            "id",
            "select",
            "a\"b",
            "a'b",
            "a b",
            "é",
            "日本",
            "😀",
            "?1",
            "excluded",
            "json",
            "--",
            "main",
            "atom",
            "x",
            "Type",
            "größe",
            "Mixed Case",
            "order",
            "_rowid_",
            "n",
            "$1",
            "ein_langer_name_mit_ümlauten_der_genau_63_bytes_hat_ja_wirkl_");

    /** How rows are told apart. */
    private enum Identity {
        PRIMARY_KEY,
        INDEX,
        NONE
    }

    record Column(String name, ColumnType type, boolean notNull, List<String> domain) {

        /** A new value; one of few in a column of a key. */
        String value(Random random) {
            if (!domain.isEmpty()) {
                return domain.get(random.nextInt(domain.size()));
            }
            if (!notNull && random.nextInt(4) == 0) {
                return "NULL";
            }
            return type.large() != null && random.nextInt(4) == 0
                    ? type.large().apply(random)
                    : type.value().apply(random);
        }

        boolean isKey() {
            return !domain.isEmpty();
        }

        String quoted() {
            return quote(name);
        }
    }

    private final String name;
    private final Identity identity;
    private final boolean full;
    private final List<Column> columns = new ArrayList<>();
    private final List<Column> key;

    AnyTable(String name, Random random) {
        this.name = name;
        this.identity = switch (random.nextInt(6)) {
            case 0, 1 -> Identity.NONE;
            case 2 -> Identity.INDEX;
            default -> Identity.PRIMARY_KEY;
        };
        this.full = identity == Identity.NONE || random.nextInt(5) == 0;
        int width = random.nextInt(5) == 0 ? 13 + random.nextInt(6) : 1 + random.nextInt(7);
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        // The connector cannot read a key of that name.
        names.sort(Comparator.comparing(column -> column.contains("\"")));
        int keys = identity == Identity.NONE ? 0 : Math.min(width, 1 + random.nextInt(3));
        for (int i = 0; i < width; i++) {
            columns.add(i < keys ? keyColumn(names.get(i), keys == 1, random) : column(names.get(i), random));
        }
        this.key = new ArrayList<>(columns.subList(0, keys));
        Collections.shuffle(key, random);
        Collections.shuffle(columns, random);
    }

    private static Column column(String name, Random random) {
        return new Column(name, ColumnTypes.any(random), random.nextInt(4) == 0, List.of());
    }

    /** Few values, so that keys meet again. An integer that is the whole key cannot be NaN in Turso, and is refused. */
    private static Column keyColumn(String name, boolean alone, Random random) {
        ColumnType type = ColumnTypes.ordered(random);
        boolean integer = alone && type.name().startsWith("numeric(");
        return new Column(
                name,
                type,
                true,
                IntStream.range(0, 4)
                        .mapToObj(i -> type.value().apply(random))
                        .map(value -> integer ? value.replace("NaN", "0") : value)
                        .toList());
    }

    /** What makes it. */
    List<String> ddl() {
        List<String> ddl = new ArrayList<>();
        String definitions = columns.stream()
                .map(column -> column.quoted() + " " + column.type().name() + (column.notNull() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        String constraint = identity == Identity.PRIMARY_KEY ? ", PRIMARY KEY (" + names(key) + ")" : "";
        ddl.add("CREATE TABLE " + name() + " (" + definitions + constraint + ")");
        if (identity == Identity.INDEX) {
            ddl.add("CREATE UNIQUE INDEX " + quote(name + " key") + " ON " + name() + " (" + names(key) + ")");
            ddl.add("ALTER TABLE " + name() + " REPLICA IDENTITY USING INDEX " + quote(name + " key"));
        }
        if (identity != Identity.INDEX && full) {
            ddl.add("ALTER TABLE " + name() + " REPLICA IDENTITY FULL");
        }
        return ddl;
    }

    String name() {
        return quote(name);
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> key() {
        return key;
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
