package io.debezium.server.turso.bench.oracle;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.bench.oracle.ColumnRule.Reading;
import org.jspecify.annotations.Nullable;

/** One text for one stored value, whichever side it comes from: a tag that says the storage class, and the value. */
final class Cells {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final Pattern INTERVAL = Pattern.compile(
            "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?" + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?[\\d.]+)S)?)?");

    /** Beyond what every reader of JSON numbers keeps: as a string it is as right as it is as a number. */
    private static final Pattern LONG_INTEGER = Pattern.compile("-?\\d{16,19}");

    private static final String ZERO = real(0.0);
    private static final String NEGATIVE_ZERO = real(-0.0);

    private Cells() {}

    /** The same text for both zeros. */
    static String unsigned(String cell) {
        return cell.equals(NEGATIVE_ZERO) ? ZERO : cell;
    }

    /** What Postgres rendered by a {@link ColumnRule}. */
    static String expected(@Nullable String rendered) throws JsonProcessingException {
        if (rendered == null) {
            return "NULL";
        }
        String value = rendered.substring(2);
        return switch (rendered.charAt(0)) {
            case 'r' -> real(Double.parseDouble(value));
            case 'v' -> vector(value);
            case 'p' -> interval(value);
            case 'j' -> "j:" + json(JSON.readTree(value));
            case 'a' -> array(JSON.readTree(value));
            default -> rendered;
        };
    }

    /** What Turso holds. */
    static String actual(@Nullable Object value, Reading reading) throws JsonProcessingException {
        return switch (value) {
            case null -> "NULL";
            case Long integer -> "i:" + integer;
            case Double number -> real(number);
            case String text -> text(text, reading);
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield "b:" + HexFormat.of().formatHex(copy);
            }
            default -> throw new IllegalArgumentException("a " + value.getClass());
        };
    }

    private static String text(String text, Reading reading) throws JsonProcessingException {
        return switch (reading) {
            case PLAIN -> "t:" + text;
            case INTERVAL -> interval(text);
            case JSON -> "j:" + json(JSON.readTree(text));
        };
    }

    private static String real(double value) {
        return "r:" + value + "/" + Long.toHexString(Double.doubleToRawLongBits(value));
    }

    private static String vector(String printed) {
        String[] numbers = printed.substring(1, printed.length() - 1).split(",", -1);
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (String number : numbers) {
            bytes.putFloat(Float.parseFloat(number));
        }
        return "b:" + HexFormat.of().formatHex(bytes.array());
    }

    /** Months, days and seconds: what Postgres keeps apart. */
    private static String interval(String iso) {
        Matcher parts = INTERVAL.matcher(iso);
        if (!parts.matches()) {
            return "t:" + iso;
        }
        BigDecimal months = unit(parts, 1, 12).add(unit(parts, 2, 1));
        BigDecimal seconds = unit(parts, 4, 3600).add(unit(parts, 5, 60)).add(unit(parts, 6, 1));
        return "p:" + months + " months " + unit(parts, 3, 1) + " days " + plain(seconds) + " s";
    }

    private static BigDecimal unit(Matcher parts, int group, int factor) {
        String number = parts.group(group);
        return number == null ? BigDecimal.ZERO : new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
    }

    private static String array(JsonNode lengthsAndElements) {
        JsonNode lengths = lengthsAndElements.path(0);
        return "j:"
                + (lengths.isNull()
                        ? "[]"
                        : nested(lengths, 0, lengthsAndElements.path(1).iterator()));
    }

    private static String nested(JsonNode lengths, int dimension, Iterator<JsonNode> elements) {
        if (dimension == lengths.size()) {
            return element(elements.next());
        }
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < lengths.path(dimension).asInt(); i++) {
            out.append(nested(lengths, dimension + 1, elements)).append(' ');
        }
        return out.append(']').toString();
    }

    private static String element(JsonNode tagged) {
        if (tagged.isNull()) {
            return "null";
        }
        String value = tagged.asText().substring(2);
        return switch (tagged.asText().charAt(0)) {
            case 'i' -> plain(new BigDecimal(value));
            case 'r' -> plain(shortest(value));
            case 'z' -> value;
            default -> string(value);
        };
    }

    /** Without regard to spaces, to the order of keys and to how a number is written. */
    private static String json(JsonNode node) {
        StringBuilder out = new StringBuilder();
        if (node.isArray()) {
            node.forEach(element -> out.append(json(element)).append(' '));
            return "[" + out + "]";
        }
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.forEach((key, value) -> out.append(string(key) + "=" + json(value) + " "));
            return "{" + out + "}";
        }
        if (node.isNumber()) {
            return plain(node.isIntegralNumber() ? node.decimalValue() : shortest(node.asText()));
        }
        return node.isTextual() ? string(node.asText()) : node.asText();
    }

    private static String string(String text) {
        return LONG_INTEGER.matcher(text).matches() || INTERVAL.matcher(text).matches()
                ? loosely(text)
                : "'" + text.replace("'", "''") + "'";
    }

    private static String loosely(String text) {
        return text.startsWith("P") ? interval(text) : text;
    }

    /** Postgres prints some doubles with a digit more than they need. */
    private static BigDecimal shortest(String number) {
        return new BigDecimal(Double.toString(Double.parseDouble(number)));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
