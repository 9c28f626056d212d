package io.debezium.server.turso.converter;

import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;

import io.debezium.server.turso.type.text.TemporalText;
import io.debezium.spi.converter.CustomConverter;
import org.jspecify.annotations.Nullable;

/**
 * Dates as days since the epoch, with the era and the infinities that the connector drops.
 *
 * <p>A snapshot has their text, the stream a {@link LocalDate}, an incremental snapshot what the driver makes of them.
 */
final class DateConversion implements CustomConverter.Converter {
    /** What streaming makes of infinity; the mapping of dates knows these. */
    private static final int INFINITY = -2_147_472_692;

    private static final int MINUS_INFINITY = -2_147_472_691;

    /** The driver's PGStatement.DATE_POSITIVE_INFINITY and its opposite. */
    private static final long DRIVER_INFINITY = 9_223_372_036_825_200_000L;

    private static final long DRIVER_MINUS_INFINITY = -9_223_372_036_832_400_000L;

    private static final LocalDate FIRST_OF_GREGORY = LocalDate.of(1582, 10, 15);
    private static final int SKIPPED_DAYS = 10;

    @Override
    public @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> days(text);
            case LocalDate date -> Math.toIntExact(date.toEpochDay());
            case java.sql.Date date -> days(date);
            case Integer days -> days;
            default -> throw new IllegalArgumentException("a date as " + value.getClass());
        };
    }

    private static int days(String text) {
        return switch (text) {
            case "infinity" -> INFINITY;
            case "-infinity" -> MINUS_INFINITY;
            default -> Math.toIntExact(TemporalText.epochDay(text));
        };
    }

    private static int days(java.sql.Date date) {
        long millis = date.getTime();
        if (millis == DRIVER_INFINITY) {
            return INFINITY;
        }
        if (millis == DRIVER_MINUS_INFINITY) {
            return MINUS_INFINITY;
        }
        // The driver counts in the default time zone and calendar: the same ones give its fields back.
        Calendar calendar = new GregorianCalendar();
        calendar.setTimeInMillis(millis);
        int year = calendar.get(Calendar.YEAR);
        boolean before = calendar.get(Calendar.ERA) == GregorianCalendar.BC;
        LocalDate local = LocalDate.of(
                before ? 1 - year : year, calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
        if (!local.isBefore(FIRST_OF_GREGORY) && local.isBefore(FIRST_OF_GREGORY.plusDays(SKIPPED_DAYS))) {
            throw new IllegalArgumentException("a date from 1582-10-15 to 1582-10-24: the driver gives the same for the"
                    + " day ten days earlier, which Postgres has too. Write the row again once changes are streamed.");
        }
        return Math.toIntExact(local.toEpochDay());
    }
}
