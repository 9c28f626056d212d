package io.debezium.server.turso.type.text;

/** Money as Postgres prints it in the locale {@code lc_monetary}. */
public final class MoneyText {
    private MoneyText() {}

    /**
     * {@code -$1,234.56}, {@code (1.234,56 €)} and their like become {@code -1234.56}: a point or comma before the last
     * two digits is the decimal one, any other groups digits.
     */
    public static String decimal(String text) {
        boolean negative = text.indexOf('-') >= 0 || text.indexOf('(') >= 0;
        // From the first digit to the last: the sign of a currency may have points too.
        String number = text.replaceAll("^[^0-9]+|[^0-9]+$", "").replaceAll("[^0-9.,]", "");
        int point = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        boolean fraction = point >= 0 && point == number.length() - 3;
        String digits = number.replaceAll("[.,]", "");
        int whole = fraction ? digits.length() - 2 : digits.length();
        return (negative ? "-" : "") + digits.substring(0, whole) + (fraction ? "." + digits.substring(whole) : "");
    }
}
