package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.IsoText;

/** date, delivered as days since the epoch. */
final class DateMapping {
    private static final long MILLIS_PER_DAY = 86_400_000;

    static final ColumnMapping DAYS = new ColumnMapping("TEXT", value -> write(((Number) value).longValue()));
    static final ColumnMapping CONNECT = new ColumnMapping(
            "TEXT",
            value -> write(Math.floorDiv(((java.util.Date) value).toInstant().toEpochMilli(), MILLIS_PER_DAY)));

    /** 4714-11-24 BC, the first date of Postgres. */
    private static final long FIRST_DAY = -2_440_588;

    private DateMapping() {}

    private static SqlValue write(long epochDay) {
        if (epochDay < FIRST_DAY) {
            return SqlValue.of(infinity(epochDay));
        }
        return SqlValue.of(IsoText.appendDate(new StringBuilder(10), epochDay).toString());
    }

    /** Debezium has no infinity for dates: these are what its arithmetic makes of it, snapshot and streaming. */
    private static String infinity(long epochDay) {
        return switch ((int) epochDay) {
            case -622_191_234, -2_147_472_692 -> "infinity";
            case -625_821_272, -2_147_472_691 -> "-infinity";
            default -> throw new UnmappableValueException("holds a date before the first one of Postgres.");
        };
    }
}
