package io.debezium.server.turso.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.debezium.server.turso.sql.SqlValue;

/** real and double precision: a double, or the name that Postgres gives to a value that is no number. */
final class FloatMapping {
    static final ColumnMapping DOUBLE = new ColumnMapping("REAL", value -> write(((Number) value).doubleValue()));
    static final ColumnMapping REAL = new ColumnMapping("REAL", value -> write(widen(((Number) value).floatValue())));

    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private FloatMapping() {}

    /** NaN and the infinities have the same names in Java and Postgres. */
    private static SqlValue write(double value) {
        return Double.isFinite(value) ? SqlValue.of(value) : SqlValue.of(Double.toString(value));
    }

    /** The double of the shortest decimal: 0.1 stays 0.1, not 0.10000000149011612. */
    private static double widen(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return value;
        }
        return Math.abs(value) < Float.MIN_NORMAL ? widenSubnormal(value) : Double.parseDouble(Float.toString(value));
    }

    /** Java always prints two digits (1.4E-45) where Postgres prints one if one is enough (1e-45). */
    private static double widenSubnormal(float value) {
        double oneDigit = new BigDecimal(value).round(ONE_DIGIT).doubleValue();
        return (float) oneDigit == value && value != 0 ? oneDigit : Double.parseDouble(Float.toString(value));
    }
}
