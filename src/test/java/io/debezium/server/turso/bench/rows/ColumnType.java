package io.debezium.server.turso.bench.rows;

import java.util.Random;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A type of Postgres with values to try it by.
 *
 * @param name as in CREATE TABLE
 * @param ordered whether a key may have it
 * @param value makes an SQL expression of a value
 * @param large makes one of a value that Postgres stores out of line; null if the type has none
 */
public record ColumnType(
        String name,
        boolean ordered,
        Function<Random, String> value,
        @Nullable Function<Random, String> large) {

    /** A scalar type; {@code literal} is what its input function takes, {@code large} too. */
    static ColumnType of(
            String name, boolean ordered, Function<Random, String> literal, @Nullable Function<Random, String> large) {
        return new ColumnType(
                name,
                ordered,
                random -> cast(literal.apply(random), name),
                large == null ? null : random -> cast(large.apply(random), name));
    }

    /** Arrays of this type, with elements that are NULL and two dimensions now and then; large ones by their number. */
    ColumnType array() {
        return new ColumnType(name + "[]", ordered, this::anyArray, this::largeArray);
    }

    private String anyArray(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "'{}'::" + name + "[]";
            case 1 ->
                "ARRAY[[" + element(random) + ", " + element(random) + "], [" + element(random) + ", NULL]]::" + name
                        + "[]";
            default -> elements(random, 1 + random.nextInt(3));
        };
    }

    private String largeArray(Random random) {
        return large == null ? elements(random, 1_200) : "ARRAY[" + large.apply(random) + ", NULL]::" + name + "[]";
    }

    private String elements(Random random, int count) {
        StringBuilder list = new StringBuilder(element(random));
        for (int i = 1; i < count; i++) {
            list.append(", ").append(element(random));
        }
        return "ARRAY[" + list + "]::" + name + "[]";
    }

    private String element(Random random) {
        return random.nextInt(5) == 0 ? "NULL" : value.apply(random);
    }

    private static String cast(String literal, String type) {
        return "'" + literal.replace("'", "''") + "'::" + type;
    }

    @Override
    public String toString() {
        return name;
    }
}
