package io.debezium.server.turso.type;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.debezium.data.VariableScaleDecimal;
import io.debezium.server.turso.sql.SqlValue;
import org.apache.kafka.connect.data.Struct;

/**
 * numeric and money, however {@code decimal.handling.mode} delivers them: as text, as a decimal, or (for
 * {@link NumericMode#REAL} only) as a double.
 */
final class DecimalMapping {
    /** Every integer of 18 digits is a 64-bit integer. */
    private static final int LONG_DIGITS = 18;
    /** Every decimal of 15 digits comes back from a double. */
    private static final int DOUBLE_DIGITS = 15;
    /** Powers of ten up to this one, and down to its inverse, keep a double's 15 digits. */
    private static final int DOUBLE_EXPONENT = 290;

    private static final int MAX_PRECISION = 1000;
    /** Postgres' largest scale; Debezium shows a negative one above it, modulo {@link #SCALE_MODULUS}. */
    private static final int MAX_SCALE = 1000;

    private static final int SCALE_MODULUS = 2048;

    private DecimalMapping() {}

    /** numeric without precision, and money. */
    static ColumnMapping unbounded(NumericMode mode) {
        return of(mode, 0, 0);
    }

    /** numeric(precision, scale); a precision outside 1 to 1000 means that there is none. */
    static ColumnMapping of(NumericMode mode, int precision, int scale) {
        boolean bounded = precision >= 1 && precision <= MAX_PRECISION;
        return switch (mode) {
            case REAL -> real();
            case TEXT -> text(bounded ? scale : 0);
            case EXACT -> bounded ? exact(precision, scale) : text(0);
        };
    }

    private static ColumnMapping exact(int precision, int scale) {
        if (scale == 0 && precision <= LONG_DIGITS) {
            return new ColumnMapping("INTEGER", value -> write(value, d -> SqlValue.of(d.longValueExact())));
        }
        return isDouble(precision, trueScale(scale)) ? real() : text(scale);
    }

    private static boolean isDouble(int precision, int scale) {
        boolean inRange = scale <= DOUBLE_EXPONENT && precision - scale <= DOUBLE_EXPONENT;
        return precision <= DOUBLE_DIGITS && inRange;
    }

    private static int trueScale(int scale) {
        return scale > MAX_SCALE ? scale - SCALE_MODULUS : scale;
    }

    private static ColumnMapping real() {
        return new ColumnMapping("REAL", value -> write(value, DecimalMapping::rounded));
    }

    private static ColumnMapping text(int scale) {
        return new ColumnMapping("TEXT", value -> write(value, d -> SqlValue.of(plain(d, trueScale(scale)))));
    }

    /** Debezium pads a numeric of negative scale with some two thousand zeros. */
    private static String plain(BigDecimal value, int scale) {
        return (scale < 0 ? value.setScale(scale, RoundingMode.UNNECESSARY) : value).toPlainString();
    }

    private static SqlValue rounded(BigDecimal value) {
        double rounded = value.doubleValue();
        if (Double.isInfinite(rounded)) {
            throw new UnmappableValueException(
                    "holds a numeric beyond the range of a double: set numeric.mode=exact or numeric.mode=text.");
        }
        return SqlValue.of(rounded);
    }

    private static SqlValue write(Object value, FiniteWriter finite) {
        return switch (value) {
            case String text -> writeText(text, finite);
            case BigDecimal decimal -> finite.write(decimal);
            case Struct struct -> writeVariable(struct, finite);
            case Double number -> FloatMapping.DOUBLE.writer().write(number);
            default ->
                throw new UnmappableValueException("is a numeric delivered as a "
                        + value.getClass().getSimpleName() + ": set decimal.handling.mode=string.");
        };
    }

    /** Debezium's enum names, and Postgres' own in case a converter passes them on. */
    private static SqlValue writeText(String text, FiniteWriter finite) {
        return switch (text) {
            case "NAN", "NaN" -> SqlValue.of("NaN");
            case "POSITIVE_INFINITY", "Infinity" -> SqlValue.of("Infinity");
            case "NEGATIVE_INFINITY", "-Infinity" -> SqlValue.of("-Infinity");
            default -> finite.write(new BigDecimal(text));
        };
    }

    private static SqlValue writeVariable(Struct struct, FiniteWriter finite) {
        return finite.write(VariableScaleDecimal.toLogical(struct)
                .getDecimalValue()
                .orElseThrow(() -> new UnmappableValueException("holds a numeric without digits.")));
    }

    @FunctionalInterface
    private interface FiniteWriter {
        SqlValue write(BigDecimal value);
    }
}
