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
        return Double.isFinite(value) ? text(value, digits(value), DOUBLE_LIMIT) : Double.toString(value);
    }

    /** A real as text. */
    public static String text(float value) {
        return Float.isFinite(value) ? text(value, digits(value), FLOAT_LIMIT) : Float.toString(value);
    }

    /** The double that the digits of a finite real stand for: 0.1 stays 0.1, not 0.10000000149011612. */
    public static double widen(float value) {
        double digits = Double.parseDouble(Float.toString(value));
        double magnitude = Math.abs((double) value);
        double above = magnitude + Math.ulp(value) / 2.0;
        double below = (magnitude + Math.nextDown(Math.abs(value))) / 2;
        boolean plain = magnitude >= Float.MIN_NORMAL && Math.abs(digits) < above && Math.abs(digits) > below;
        return plain || value == 0 ? digits : digits(value).doubleValue();
    }

    private static BigDecimal digits(float value) {
        float magnitude = Math.abs(value);
        Rounding rounding = Rounding.of(magnitude, Math.nextDown(magnitude), Math.ulp(value));
        return signed(value, rounding.shortest(Float.toString(magnitude)));
    }

    private static BigDecimal digits(double value) {
        double magnitude = Math.abs(value);
        Rounding rounding = Rounding.of(magnitude, Math.nextDown(magnitude), Math.ulp(value));
        return signed(value, rounding.shortest(Double.toString(magnitude)));
    }

    private static BigDecimal signed(double value, BigDecimal digits) {
        return value < 0 ? digits.negate() : digits;
    }

    /**
     * The decimals that only one binary number is next to. Those that lie in the middle between two are for Java those of
     * one of them, and for Postgres of neither; and Java prints at least two digits (1.4E-45 for 1e-45).
     */
    private record Rounding(BigDecimal exact, BigDecimal below, BigDecimal above) {
        private static final BigDecimal TWO = BigDecimal.valueOf(2);

        static Rounding of(double value, double next, double ulp) {
            BigDecimal exact = new BigDecimal(value);
            return new Rounding(
                    exact, exact.add(new BigDecimal(next)).divide(TWO), exact.add(new BigDecimal(ulp).divide(TWO)));
        }

        BigDecimal shortest(String java) {
            BigDecimal one = exact.round(ONE_DIGIT);
            if (contains(one)) {
                return one;
            }
            BigDecimal candidate = new BigDecimal(java);
            for (int digits = candidate.precision(); !contains(candidate); digits++) {
                candidate = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            return candidate;
        }

        private boolean contains(BigDecimal decimal) {
            return decimal.compareTo(below) > 0 && decimal.compareTo(above) < 0;
        }
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
