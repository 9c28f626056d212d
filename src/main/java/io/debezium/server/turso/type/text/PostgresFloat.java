package io.debezium.server.turso.type.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating point as Postgres prints it: the fewest digits that come back as the same number. */
public final class PostgresFloat {
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);
    /** Exponents from which Postgres prints powers of ten. */
    private static final int DOUBLE_LIMIT = 15;

    private static final int FLOAT_LIMIT = 6;
    private static final int LOWEST_PLAIN_EXPONENT = -4;

    private PostgresFloat() {}

    /** A double precision as text. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal digits = oneDigit(value);
        boolean same = digits.doubleValue() == value;
        return text(value, same ? digits : new BigDecimal(Double.toString(value)), DOUBLE_LIMIT);
    }

    /** A real as text. */
    public static String text(float value) {
        return Float.isFinite(value) ? text(value, digits(value), FLOAT_LIMIT) : Float.toString(value);
    }

    /** The digits of a finite real. Java prints at least two (1.4E-45), even where Postgres needs but one (1e-45). */
    public static BigDecimal digits(float value) {
        BigDecimal digits = oneDigit(value);
        return digits.floatValue() == value ? digits : new BigDecimal(Float.toString(value));
    }

    private static BigDecimal oneDigit(double value) {
        return new BigDecimal(value).round(ONE_DIGIT);
    }

    private static String text(double value, BigDecimal digits, int limit) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = digits.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < LOWEST_PLAIN_EXPONENT || exponent >= limit
                ? scientific(shortest, exponent)
                : shortest.toPlainString();
    }

    private static String scientific(BigDecimal value, int exponent) {
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return value.scaleByPowerOfTen(-exponent).toPlainString() + (exponent < 0 ? "e-" : "e+") + power;
    }
}
