package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.PostgresFloat;

/** real and double precision: a double, or the name that Postgres gives to a value that is no number. */
final class FloatMapping {
    static final ColumnMapping DOUBLE = new ColumnMapping("REAL", value -> write(((Number) value).doubleValue()));
    static final ColumnMapping REAL = new ColumnMapping("REAL", value -> write(widen(((Number) value).floatValue())));

    private FloatMapping() {}

    /** NaN and the infinities have the same names in Java and Postgres. */
    private static SqlValue write(double value) {
        return Double.isFinite(value) ? SqlValue.of(value) : SqlValue.of(Double.toString(value));
    }

    private static double widen(float value) {
        return Float.isFinite(value) ? PostgresFloat.widen(value) : value;
    }
}
