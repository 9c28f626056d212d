package io.debezium.server.turso.type;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.IsoText;

/** timestamptz, delivered as ISO 8601 text with as many digits of fraction as the column has. */
final class ZonedTimestampMapping {
    static final ColumnMapping INSTANCE = new ColumnMapping("TEXT", value -> SqlValue.of(canonical((String) value)));

    private static final int MICROS_LENGTH = ".ffffffZ".length();

    private ZonedTimestampMapping() {}

    private static String canonical(String text) {
        if (text.equals("infinity") || text.equals("-infinity") || isCanonical(text)) {
            return text;
        }
        OffsetDateTime utc = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(27);
        IsoText.appendDate(out, utc.toLocalDate().toEpochDay()).append('T');
        return IsoText.appendTime(out, utc.getLong(ChronoField.MICRO_OF_DAY))
                .append('Z')
                .toString();
    }

    /** Whether it already ends with six digits of fraction in UTC: the common case, without parsing. */
    private static boolean isCanonical(String text) {
        int dot = text.length() - MICROS_LENGTH;
        return dot > 0 && text.charAt(dot) == '.' && text.endsWith("Z");
    }
}
