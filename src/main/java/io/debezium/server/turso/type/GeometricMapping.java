package io.debezium.server.turso.type;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.debezium.data.geometry.Geometry;
import io.debezium.data.geometry.Point;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.text.PostgresFloat;
import org.apache.kafka.connect.data.Struct;

/** Postgres' own geometric types as it prints them, and PostGIS' as EWKB. */
final class GeometricMapping {
    static final ColumnMapping POINT = new ColumnMapping("TEXT", value -> SqlValue.of(point((Struct) value)));
    static final ColumnMapping EWKB = new ColumnMapping(
            "BLOB", value -> SqlValue.of(BytesMapping.bytes(((Struct) value).get(Geometry.WKB_FIELD))));

    /** box, lseg, line, path, polygon, circle: the driver prints their numbers as Java does (1.0), Postgres does not. */
    static final ColumnMapping PRINTED_BY_DRIVER =
            new ColumnMapping("TEXT", value -> SqlValue.of(reprint(TextMapping.decode(value))));

    /** The same by their text alone. */
    static final ColumnMapping PRINTED = new ColumnMapping("TEXT", value -> SqlValue.of(reprint((String) value)));

    private static final Pattern NUMBER = Pattern.compile("[^\\[\\](){}<>,]+");

    private GeometricMapping() {}

    private static String point(Struct point) {
        return "(" + PostgresFloat.text(point.getFloat64(Point.X_FIELD)) + ","
                + PostgresFloat.text(point.getFloat64(Point.Y_FIELD)) + ")";
    }

    private static String reprint(String text) {
        return NUMBER.matcher(text).replaceAll(GeometricMapping::reprint);
    }

    private static String reprint(MatchResult number) {
        return PostgresFloat.text(Double.parseDouble(number.group()));
    }
}
