package io.debezium.server.turso.type.text;

import java.time.LocalDate;

/** Dates and times as text of fixed width, so that the order of text is the order of time. */
public final class IsoText {
    /** Microseconds of a second. */
    public static final long MICROS_PER_SECOND = 1_000_000;
    /** Microseconds of a day. */
    public static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    /** From 1970 to the day that Postgres counts from. */
    public static final long DAYS_TO_2000 = 10_957;

    private IsoText() {}

    /** {@code YYYY-MM-DD}; years before 1 BC have a minus, those beyond 9999 a plus and five digits or more. */
    public static StringBuilder appendDate(StringBuilder out, long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        int year = date.getYear();
        if (year < 0 || year > 9999) {
            out.append(year < 0 ? '-' : '+');
        }
        appendDigits(out, Math.abs(year), 4).append('-');
        appendDigits(out, date.getMonthValue(), 2).append('-');
        return appendDigits(out, date.getDayOfMonth(), 2);
    }

    /** {@code HH:MM:SS.ffffff}; a whole day is {@code 24:00:00.000000}, as in Postgres. */
    public static StringBuilder appendTime(StringBuilder out, long microsOfDay) {
        long seconds = microsOfDay / MICROS_PER_SECOND;
        appendDigits(out, seconds / 3600, 2).append(':');
        appendDigits(out, seconds / 60 % 60, 2).append(':');
        appendDigits(out, seconds % 60, 2).append('.');
        return appendDigits(out, microsOfDay % MICROS_PER_SECOND, 6);
    }

    private static StringBuilder appendDigits(StringBuilder out, long number, int width) {
        String digits = Long.toString(number);
        out.repeat('0', Math.max(0, width - digits.length()));
        return out.append(digits);
    }
}
