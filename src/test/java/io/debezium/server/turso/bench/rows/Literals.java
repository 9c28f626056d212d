package io.debezium.server.turso.bench.rows;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random literals of scalar types, unquoted, as their input functions take them. */
final class Literals {
    private Literals() {}

    static String integer(Random random, long most) {
        return Long.toString(
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(5) - 2;
                    case 1 -> most - random.nextInt(2);
                    case 2 -> -most - random.nextInt(2);
                    default -> random.nextLong() % most;
                });
    }

    static String unsigned(Random random, long most) {
        return Long.toString(random.nextBoolean() ? random.nextInt(5) : Math.floorMod(random.nextLong(), most + 1));
    }

    static String real(Random random) {
        float any = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(any) ? Float.toString(any) : "Infinity";
    }

    static String doublePrecision(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return random.nextInt(4) == 0
                ? Integer.toString(random.nextInt(100))
                : Double.isFinite(any) ? Double.toString(any) : "NaN";
    }

    /** A numeric of {@code precision} digits, {@code scale} of them behind the point. */
    static String numeric(Random random, int precision, int scale) {
        if (random.nextInt(12) == 0) {
            return "NaN";
        }
        String digits = Letters.digits(random, 1 + random.nextInt(precision));
        return (random.nextBoolean() ? "-" : "") + digits + "e" + -scale;
    }

    /** Of any precision, with zeros at its end that are part of it. */
    static String numeric(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "NaN";
            case 1 -> "-Infinity";
            case 2 -> "0." + "0".repeat(random.nextInt(5));
            default ->
                (random.nextBoolean() ? "-" : "") + Letters.digits(random, 1 + random.nextInt(25)) + "."
                        + Letters.digits(random, 1 + random.nextInt(12)) + "0".repeat(random.nextInt(4));
        };
    }

    static String bytea(Random random) {
        return "\\x" + hex(random, random.nextInt(5));
    }

    static String hex(Random random, int bytes) {
        byte[] any = new byte[bytes];
        random.nextBytes(any);
        return HexFormat.of().formatHex(any);
    }

    static String bits(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> random.nextBoolean() ? "1" : "0")
                .collect(Collectors.joining());
    }

    static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static String date(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> infinite(random);
            case 1 -> "%04d-%s BC".formatted(1 + random.nextInt(4712), monthAndDay(random));
            case 2 -> "%d-%s".formatted(10_000 + random.nextInt(250_000), monthAndDay(random));
            default -> "%04d-%s".formatted(1 + random.nextInt(3000), monthAndDay(random));
        };
    }

    static String timestamp(Random random) {
        String date = date(random);
        String time = " " + time(random);
        return date.contains("infinity")
                ? date
                : date.endsWith(" BC") ? date.replace(" BC", time + " BC") : date + time;
    }

    static String timestamptz(Random random) {
        String zone = List.of("+00", "-08", "+05:30", "+14").get(random.nextInt(4));
        String timestamp = timestamp(random);
        return timestamp.contains("infinity")
                ? timestamp
                : timestamp.endsWith(" BC") ? timestamp.replace(" BC", zone + " BC") : timestamp + zone;
    }

    static String time(Random random) {
        return "%02d:%02d:%02d.%06d"
                .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1_000_000));
    }

    static String timetz(Random random) {
        return time(random) + List.of("+00", "-08", "+05:30", "+14:59").get(random.nextInt(4));
    }

    static String interval(Random random) {
        return "%d years %d mons %d days %d us"
                .formatted(
                        random.nextInt(9) - 4,
                        random.nextInt(40) - 20,
                        random.nextInt(99) - 50,
                        random.nextLong() % 100_000_000_000L);
    }

    static String inet(Random random) {
        return random.nextBoolean()
                ? "10.%d.0.%d/%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(33))
                : "2001:db8::%x/%d".formatted(random.nextInt(65536), random.nextInt(129));
    }

    static String coordinates(Random random) {
        return "(" + random.nextInt(9) + "," + (random.nextInt(90) - 45) / 8.0 + ")";
    }

    static String json(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "{\"b\": 1, \"a\": {\"x\": [1, 2.50, null]}}";
            case 1 -> "[123456789012345678901234567890, 1e-7, -0.0]";
            case 2 -> "\"\\ud83d\\ude00 \\\" \\\\ \\n\"";
            case 3 -> "null";
            case 4 -> "{\"\": \"é東😀\"}";
            case 5 -> integer(random, Long.MAX_VALUE / 2);
            default -> "[\"" + Letters.word(random) + "\", true]";
        };
    }

    static String hstore(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> quoted(Letters.some(random, 9)) + "=>"
                        + (random.nextInt(4) == 0 ? "NULL" : quoted(Letters.some(random, 9))))
                .collect(Collectors.joining(","));
    }

    static String range(Random random, Function<Random, String> bound, boolean discrete) {
        if (random.nextInt(6) == 0) {
            return "empty";
        }
        String bounds = random.nextInt(3) == 0 ? bound.apply(random) + "," : "," + bound.apply(random);
        return (bounds.startsWith(",") || !discrete ? "(" : "[") + bounds + ")";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String infinite(Random random) {
        return random.nextBoolean() ? "infinity" : "-infinity";
    }

    private static String monthAndDay(Random random) {
        return "%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
    }
}
