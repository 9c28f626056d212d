package io.debezium.server.turso.type.text;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as Postgres prints them (DateStyle ISO), made into {@link IsoText}; infinities stay. */
public final class TemporalText {
    private static final Pattern DATE = Pattern.compile("(\\d+)-(\\d\\d)-(\\d\\d)");
    private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d)(?::(\\d\\d))?(?::(\\d\\d))?");
    private static final String BEFORE_OUR_ERA = " BC";

    private TemporalText() {}

    /** A date: {@code 0044-03-15 BC}. */
    public static String date(String text) {
        return isInfinite(text)
                ? text
                : IsoText.appendDate(new StringBuilder(10), epochDay(text)).toString();
    }

    /** A time without time zone. */
    public static String time(String text) {
        return IsoText.appendTime(new StringBuilder(15), micros(text)).toString();
    }

    /** A time with time zone, made UTC as Postgres does it: the end of a day in UTC is its beginning. */
    public static String zonedTime(String text) {
        long utc = Math.floorMod(micros(text) - offset(text), IsoText.MICROS_PER_DAY);
        return IsoText.appendTime(new StringBuilder(16), utc).append('Z').toString();
    }

    /** A timestamp without time zone. */
    public static String timestamp(String text) {
        return isInfinite(text) ? text : timestamp(epochDay(text), micros(text)).toString();
    }

    /** A timestamp with time zone, in any, made UTC. */
    public static String zonedTimestamp(String text) {
        if (isInfinite(text)) {
            return text;
        }
        String time = text.substring(text.indexOf(' '));
        return timestamp(epochDay(text), micros(text) - offset(time))
                .append('Z')
                .toString();
    }

    /** A timestamp without time zone as Postgres counts it: microseconds since 2000; the infinities are the extremes. */
    public static long postgresMicros(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> (epochDay(text) - IsoText.DAYS_TO_2000) * IsoText.MICROS_PER_DAY + micros(text);
        };
    }

    private static StringBuilder timestamp(long epochDay, long micros) {
        long day = epochDay + Math.floorDiv(micros, IsoText.MICROS_PER_DAY);
        StringBuilder out = IsoText.appendDate(new StringBuilder(27), day).append('T');
        return IsoText.appendTime(out, Math.floorMod(micros, IsoText.MICROS_PER_DAY));
    }

    private static boolean isInfinite(String text) {
        return text.equals("infinity") || text.equals("-infinity");
    }

    /** The days of a finite date since 1970. */
    public static long epochDay(String text) {
        Matcher date = find(DATE, text);
        int year = number(date.group(1));
        boolean before = text.endsWith(BEFORE_OUR_ERA);
        return LocalDate.of(before ? 1 - year : year, number(date.group(2)), number(date.group(3)))
                .toEpochDay();
    }

    private static long micros(String text) {
        Matcher time = find(TIME, text);
        String fraction = time.group(4) == null ? "" : time.group(4);
        long seconds = (number(time.group(1)) * 60L + number(time.group(2))) * 60 + number(time.group(3));
        return seconds * IsoText.MICROS_PER_SECOND + number((fraction + "000000").substring(0, 6));
    }

    private static long offset(String text) {
        Matcher offset = find(OFFSET, text);
        long seconds = number(offset.group(2)) * 3600L + optional(offset.group(3)) * 60L + optional(offset.group(4));
        return (offset.group(1).equals("-") ? -seconds : seconds) * IsoText.MICROS_PER_SECOND;
    }

    private static Matcher find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("a date or time that is not in DateStyle ISO");
        }
        return matcher;
    }

    private static int optional(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : number(digits);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
