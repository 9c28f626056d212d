package io.debezium.server.turso.type.text;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** An interval as Postgres prints it (IntervalStyle postgres), in the ISO 8601 form that Debezium gives to others. */
public final class IntervalText {
    /** An interval of nothing. */
    public static final String ZERO = "P0Y0M0DT0H0M0S";

    /** What may be {@link #ZERO} or infinite: to the driver they are the same. */
    public static final String ZERO_OR_INFINITE = "";

    private static final Pattern POSTGRES = Pattern.compile("(?:(-?\\d+) years? ?)?(?:\\+?(-?\\d+) mons? ?)?"
            + "(?:\\+?(-?\\d+) days? ?)?(?:([+-])?(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?))?");

    private IntervalText() {}

    /**
     * {@code -1 years -2 days +03:00:00} becomes {@code P-1Y0M-2DT3H0M0S}; infinities stay.
     *
     * @throws IllegalArgumentException if it is printed in another style
     */
    public static String iso(String text) {
        if (text.equals("infinity") || text.equals("-infinity")) {
            return text;
        }
        Matcher interval = POSTGRES.matcher(text.replace("+-", "-"));
        if (text.isEmpty() || !interval.matches()) {
            throw new IllegalArgumentException("an interval that is not in IntervalStyle postgres");
        }
        int sign = "-".equals(interval.group(4)) ? -1 : 1;
        return "P" + number(interval.group(1)) + "Y" + number(interval.group(2)) + "M" + number(interval.group(3))
                + "DT"
                + sign * number(interval.group(5)) + "H" + sign * number(interval.group(6)) + "M"
                + seconds(interval.group(7), sign) + "S";
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String seconds(@Nullable String digits, int sign) {
        BigDecimal seconds = new BigDecimal(digits == null ? "0" : digits).multiply(BigDecimal.valueOf(sign));
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }
}
