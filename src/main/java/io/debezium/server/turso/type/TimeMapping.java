package io.debezium.server.turso.type;

import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.IsoText;

/** time and timetz. */
final class TimeMapping {
    static final ColumnMapping MILLIS = new ColumnMapping("TEXT", value -> write(((Number) value).longValue() * 1000));
    static final ColumnMapping MICROS = new ColumnMapping("TEXT", value -> write(((Number) value).longValue()));
    static final ColumnMapping NANOS = new ColumnMapping("TEXT", value -> write(((Number) value).longValue() / 1000));
    static final ColumnMapping CONNECT = new ColumnMapping(
            "TEXT", value -> write(((java.util.Date) value).toInstant().toEpochMilli() * 1000));
    static final ColumnMapping ZONED = new ColumnMapping("TEXT", value -> writeZoned((String) value));

    private TimeMapping() {}

    private static SqlValue write(long microsOfDay) {
        return SqlValue.of(
                IsoText.appendTime(new StringBuilder(15), microsOfDay).toString());
    }

    private static SqlValue writeZoned(String text) {
        OffsetTime utc = OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        return SqlValue.of(IsoText.appendTime(new StringBuilder(16), utc.getLong(ChronoField.MICRO_OF_DAY))
                .append('Z')
                .toString());
    }
}
