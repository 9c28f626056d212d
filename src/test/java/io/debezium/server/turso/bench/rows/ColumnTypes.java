package io.debezium.server.turso.bench.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.TypeRow;

/** Every type that the mirror maps, each with the values of the type rows and random ones. */
final class ColumnTypes {
    /** What those need that the type rows do not make. */
    private static final String[] OWN = {
        "CREATE TYPE document AS (t text, n numeric, b bytea)",
        "CREATE DOMAIN price AS numeric(12,2) CHECK (VALUE IS NULL OR VALUE <> 77)",
        "CREATE DOMAIN label AS text NOT NULL DEFAULT 'none'",
    };

    /** By type, the literals of the type rows. */
    private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

    static {
        TypeRow.all().forEach(row -> ROWS.computeIfAbsent(row.postgresType(), type -> new ArrayList<>())
                .add(row.literal()));
    }

    private static final List<ColumnType> ALL = all();

    private ColumnTypes() {}

    /** What they need in a database. */
    static List<String> setup() {
        return Stream.of(TypeRow.setup(), OWN).flatMap(Stream::of).toList();
    }

    static ColumnType any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** One that a key may have. */
    static ColumnType ordered(Random random) {
        ColumnType type = any(random);
        return type.ordered() ? type : ordered(random);
    }

    private static List<ColumnType> all() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        List<ColumnType> scalars = new ArrayList<>();
        scalars.addAll(numbers());
        scalars.addAll(texts());
        scalars.addAll(times());
        scalars.addAll(networks());
        scalars.addAll(documents());
        scalars.addAll(ranges());
        scalars.addAll(shapes());
        scalars.forEach(type -> types.put(type.name(), type));
        own().forEach(type -> types.put(type.name(), type));
        for (ColumnType type : scalars) {
            types.put(type.name() + "[]", type.array());
        }
        ROWS.keySet().forEach(name -> types.computeIfAbsent(name, type -> rowsOnly(type)));
        return List.copyOf(types.values());
    }

    private static List<ColumnType> numbers() {
        return List.of(
                type("smallint", random -> Literals.integer(random, Short.MAX_VALUE)),
                type("integer", random -> Literals.integer(random, Integer.MAX_VALUE)),
                type("bigint", random -> Literals.integer(random, Long.MAX_VALUE)),
                type("oid", random -> Literals.unsigned(random, 4294967295L)),
                type("boolean", random -> random.nextBoolean() ? "t" : "f"),
                type("real", Literals::real),
                type("double precision", Literals::doublePrecision),
                type("numeric(4,0)", random -> Literals.numeric(random, 4, 0)),
                type("numeric(18,0)", random -> Literals.numeric(random, 18, 0)),
                type("numeric(9,2)", random -> Literals.numeric(random, 9, 2)),
                type("numeric(15,15)", random -> Literals.numeric(random, 15, 15)),
                type("numeric(16,2)", random -> Literals.numeric(random, 16, 2)),
                large("numeric", Literals::numeric, random -> Letters.digits(random, 9_000) + "." + "50"),
                type("money", random -> Literals.integer(random, 1_000_000_000L) + ".25"));
    }

    private static List<ColumnType> texts() {
        return List.of(
                large("text", random -> Letters.some(random, 99), Letters::many),
                large("varchar(7000)", random -> Letters.some(random, 99), Letters::many),
                type("varchar(3)", random -> Letters.some(random, 3)),
                type("char(4)", random -> Letters.some(random, 4)),
                type("name", Letters::word),
                type("\"char\"", random -> Letters.word(random).substring(0, 1)),
                large("citext", random -> Letters.some(random, 99), Letters::many),
                large("bytea", Literals::bytea, random -> "\\x" + Literals.hex(random, 3_000)),
                type("bit(9)", random -> Literals.bits(random, 9)),
                large(
                        "varbit",
                        random -> Literals.bits(random, random.nextInt(20)),
                        random -> Literals.bits(random, 30_000)),
                type("uuid", Literals::uuid),
                type("ltree", random -> Letters.word(random) + "." + Letters.word(random)));
    }

    private static List<ColumnType> times() {
        return List.of(
                type("date", Literals::date),
                type("time", Literals::time),
                type("time(2)", Literals::time),
                unordered("timetz", Literals::timetz, null),
                type("timestamp", Literals::timestamp),
                type("timestamp(3)", Literals::timestamp),
                type("timestamptz", Literals::timestamptz),
                type("timestamptz(0)", Literals::timestamptz),
                type("interval", Literals::interval));
    }

    private static List<ColumnType> networks() {
        return List.of(
                type("inet", Literals::inet),
                type("cidr", random -> "10." + random.nextInt(256) + ".0.0/16"),
                type("macaddr", random -> Literals.hex(random, 6)),
                type("macaddr8", random -> Literals.hex(random, 8)),
                type("pg_lsn", random -> "%X/%X".formatted(random.nextInt(99), random.nextInt(9999))));
    }

    private static List<ColumnType> documents() {
        return List.of(
                unordered("json", Literals::json, random -> "{\"k\":  \"" + Letters.many(random) + "\"}"),
                large("jsonb", Literals::json, random -> "{\"k\":  \"" + Letters.many(random) + "\"}"),
                unordered(
                        "xml",
                        random -> "<a>" + Letters.word(random) + "</a>",
                        random -> "<a>" + Letters.many(random) + "</a>"),
                large(
                        "hstore",
                        Literals::hstore,
                        random -> "k=>" + Letters.many(random).replace('-', 'm')),
                large("tsvector", Letters::word, random -> words(random)));
    }

    private static List<ColumnType> ranges() {
        Function<Random, String> small = random -> Integer.toString(random.nextInt(99));
        return List.of(
                type("int4range", random -> Literals.range(random, small, true)),
                type("int8range", random -> Literals.range(random, small, true)),
                type("numrange", random -> Literals.range(random, Literals::numeric, false)
                        .replace("NaN", "1.50")),
                type("daterange", random -> Literals.range(random, any -> "2024-02-29", true)),
                type("tsrange", random -> Literals.range(random, any -> "2024-02-29 10:00", false)),
                type("tstzrange", random -> Literals.range(random, any -> "2024-02-29 10:00+02", false)),
                type("int4multirange", random -> "{" + Literals.range(random, small, true) + "}"));
    }

    private static List<ColumnType> shapes() {
        return List.of(
                unordered("point", Literals::coordinates, null),
                unordered("lseg", random -> Literals.coordinates(random) + "," + Literals.coordinates(random), null),
                unordered(
                        "path",
                        random -> "[" + Literals.coordinates(random) + "," + Literals.coordinates(random) + "]",
                        null),
                unordered(
                        "polygon",
                        random -> "(" + Literals.coordinates(random) + "," + Literals.coordinates(random) + ")",
                        null));
    }

    /** Types that a database defines itself. */
    private static List<ColumnType> own() {
        List<String> moods = List.of("sad", "it's, \"fine\"");
        return List.of(
                type("mood", random -> moods.get(random.nextInt(moods.size()))),
                type("price", random -> Literals.numeric(random, 6, 2)),
                large("label", random -> Letters.some(random, 99), Letters::many),
                new ColumnType(
                        "document",
                        true,
                        random -> "ROW('" + Letters.some(random, 99).replace("'", "''") + "', 1.50, NULL)::document",
                        random -> "ROW('" + Letters.many(random) + "', NULL, '\\x00')::document"));
    }

    private static ColumnType type(String name, Function<Random, String> literal) {
        return ColumnType.of(name, true, withRows(name, literal), null);
    }

    private static ColumnType large(String name, Function<Random, String> literal, Function<Random, String> large) {
        return ColumnType.of(name, true, withRows(name, literal), large);
    }

    private static ColumnType unordered(
            String name,
            Function<Random, String> literal,
            @org.jspecify.annotations.Nullable Function<Random, String> large) {
        return ColumnType.of(name, false, withRows(name, literal), large);
    }

    private static ColumnType rowsOnly(String name) {
        List<String> known = Objects.requireNonNull(ROWS.get(name));
        return ColumnType.of(name, false, random -> known.get(random.nextInt(known.size())), null);
    }

    private static Function<Random, String> withRows(String name, Function<Random, String> literal) {
        List<String> known = ROWS.getOrDefault(name, List.of());
        return random -> known.isEmpty() || random.nextInt(3) > 0
                ? literal.apply(random)
                : known.get(random.nextInt(known.size()));
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            words.append(Literals.hex(random, 5)).append(' ');
        }
        return words.toString();
    }
}
