package io.debezium.server.turso.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

import org.apache.kafka.connect.data.Schema;

/** Values at the edges of their types, and any between. */
final class RandomValue {
    private static final List<Long> LONGS =
            List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, (1L << 53) + 1, -(1L << 53) - 1);
    private static final List<String> TEXTS = List.of(
            "",
            "it's",
            "\"q\"",
            "\\",
            "\\u0041",
            "\n\r\t\b\f",
            "\u0001\u001f\u007f",
            "😀👩‍👩‍👧",
            "123",
            "1e5",
            "-0",
            "NaN",
            "null",
            "[1]",
            "{\"a\":1}",
            "\u2028\uffff",
            " pad ",
            "0x1F",
            "?1",
            "Ünï");
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.1,
            1.0E22,
            1.0E-5,
            9007199254740992.0,
            1.0 / 3,
            4.35,
            9.223372036854776E18);

    private RandomValue() {}

    /** A present value; {@code large} is a size in characters or bytes that a few exceed. */
    static Object of(Schema.Type type, Random random, int large) {
        return switch (type) {
            case INT64 -> random.nextInt(3) > 0 ? LONGS.get(random.nextInt(LONGS.size())) : (Object) random.nextLong();
            case STRING -> text(random, large);
            case BYTES -> bytes(random, large);
            case FLOAT64 -> random.nextBoolean() ? DOUBLES.get(random.nextInt(DOUBLES.size())) : anyDouble(random);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The value of a key's column: few, so that keys meet again. */
    static Object key(Schema.Type type, Random random) {
        int number = random.nextInt(6);
        return switch (type) {
            case INT64 -> LONGS.get(number);
            case STRING -> TEXTS.get(number + 6);
            case BYTES -> ByteBuffer.wrap(new byte[] {(byte) (number * 51), 0}, 0, 2);
            case FLOAT64 -> DOUBLES.get(number + 7);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static String text(Random random, int large) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(10) == 0 ? text.repeat(1 + large / Math.max(1, text.length())) : text;
    }

    private static ByteBuffer bytes(Random random, int large) {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? large : random.nextInt(5)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static Double anyDouble(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : 0.5;
    }
}
