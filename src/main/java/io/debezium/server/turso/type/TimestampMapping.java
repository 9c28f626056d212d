package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.IsoText;

/** timestamp without time zone, delivered as a count since the epoch. */
final class TimestampMapping {
    static final ColumnMapping MILLIS =
            new ColumnMapping("TEXT", value -> SqlValue.of(ofMillis(((Number) value).longValue())));
    static final ColumnMapping MICROS =
            new ColumnMapping("TEXT", value -> SqlValue.of(ofMicros(((Number) value).longValue())));
    static final ColumnMapping NANOS =
            new ColumnMapping("TEXT", value -> SqlValue.of(ofNanos(((Number) value).longValue())));
    static final ColumnMapping CONNECT = new ColumnMapping(
            "TEXT",
            value -> SqlValue.of(ofMillis(((java.util.Date) value).toInstant().toEpochMilli())));

    static final ColumnMapping POSTGRES =
            new ColumnMapping("TEXT", value -> SqlValue.of(ofPostgres(((Number) value).longValue())));

    /** What pgjdbc's infinite dates become in microseconds. */
    private static final long INFINITY = 9_223_372_036_825_200_000L;

    private static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;
    /** 4714-11-24 BC, the first timestamp of Postgres. */
    private static final long FIRST = -210_866_803_200_000_000L;

    private TimestampMapping() {}

    private static String ofMillis(long millis) {
        return ofMicros(Math.multiplyExact(millis, 1000L));
    }

    private static String ofNanos(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return "infinity";
        }
        return nanos == Long.MIN_VALUE ? "-infinity" : ofMicros(Math.floorDiv(nanos, 1000L));
    }

    private static String ofMicros(long micros) {
        if (micros == INFINITY) {
            return "infinity";
        }
        if (micros == MINUS_INFINITY) {
            return "-infinity";
        }
        if (micros < FIRST) {
            throw new UnmappableValueException("holds a timestamp that overflowed 64 bits in Debezium.");
        }
        return format(micros, 0);
    }

    private static String ofPostgres(long micros) {
        if (micros == Long.MAX_VALUE) {
            return "infinity";
        }
        return micros == Long.MIN_VALUE ? "-infinity" : format(micros, IsoText.DAYS_TO_2000);
    }

    private static String format(long micros, long epochDay) {
        StringBuilder out = new StringBuilder(26);
        IsoText.appendDate(out, epochDay + Math.floorDiv(micros, IsoText.MICROS_PER_DAY))
                .append('T');
        return IsoText.appendTime(out, Math.floorMod(micros, IsoText.MICROS_PER_DAY))
                .toString();
    }
}
