package io.debezium.server.turso.type;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.IntervalText;

/** interval, as ISO 8601 text. */
final class IntervalMapping {
    static final ColumnMapping ISO = new ColumnMapping("TEXT", value -> write((String) value));

    private IntervalMapping() {}

    private static SqlValue write(String text) {
        if (text.equals(IntervalText.ZERO_OR_INFINITE)) {
            throw new UnmappableValueException(
                    "holds an interval of zero or an infinite one, which the connector's stream"
                            + " does not tell apart: if it is never infinite, add CHECK (isfinite(…)) for the column to the table,"
                            + " and restart; if it may be, make it a text.");
        }
        return SqlValue.of(text);
    }
}
