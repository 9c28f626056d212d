package io.debezium.server.turso.bench.oracle;

import io.debezium.server.turso.bench.oracle.ColumnRule.Reading;

/** The contract's type table as SQL that Postgres itself evaluates. */
final class MappingContract {
    /** The function that the rule for intervals calls: composites print theirs in another style. */
    static final String ISO_INTERVAL = "CREATE FUNCTION pg_temp.iso(interval) RETURNS text LANGUAGE plpgsql"
            + " SET intervalstyle = 'iso_8601' AS 'BEGIN RETURN $1::text; END'";

    private static final String AS_PRINTED = "'t:' || format('%s', $v)";

    /** ISO years: 1 BC is 0000; a sign where four digits do not do. */
    private static final String YEAR = """
            (SELECT CASE WHEN y < 0 THEN '-' WHEN y > 9999 THEN '+' ELSE '' END
                    || lpad(abs(y)::text, greatest(4, length(abs(y)::text)), '0')
             FROM (SELECT CASE WHEN e < 0 THEN e + 1 ELSE e END
                   FROM (SELECT extract(year FROM $v)::int AS e) AS era) AS iso(y))""";

    /** A text of JSON within JSON is compared to the letter. */
    private static final String HSTORE_ELEMENT = """
            't:{' || coalesce((SELECT string_agg(to_json(key) || ':' || coalesce(to_json(value)::text, 'null'), ',')
                               FROM each($v)), '') || '}'""";

    /** Beyond this a double of 15 digits loses some of them. */
    private static final int DOUBLE_EXPONENT = 290;

    private MappingContract() {}

    /**
     * The rule for a type.
     *
     * @param type the name in pg_type, domains resolved
     * @param modifier the type modifier of the column, -1 for none
     */
    static ColumnRule scalar(String type, int modifier) {
        return switch (type) {
            case "int2", "int4", "int8", "oid" -> ColumnRule.of("INTEGER", "'i:' || $v");
            case "bool" -> ColumnRule.of("INTEGER", "'i:' || $v::int");
            case "float4", "float8" ->
                ColumnRule.of("REAL", "CASE WHEN $v IN ('NaN', 'Infinity', '-Infinity') THEN 't:' ELSE 'r:' END || $v");
            case "numeric" -> numeric(modifier);
            case "money" -> ColumnRule.of("TEXT", "'t:' || $v::numeric");
            case "bytea" -> ColumnRule.of("BLOB", "'b:' || encode($v, 'hex')");
            case "geometry", "geography" -> ColumnRule.of("BLOB", "'b:' || lower($v::text)");
            case "vector", "halfvec" -> ColumnRule.of("F32_BLOB(" + modifier + ")", "'v:' || $v::text");
            case "citext" -> ColumnRule.of("TEXT COLLATE NOCASE", AS_PRINTED);
            case "hstore" -> new ColumnRule("TEXT", "'j:' || hstore_to_json($v)", Reading.JSON);
            case "interval" -> new ColumnRule("TEXT", "'p:' || pg_temp.iso($v)", Reading.INTERVAL);
            case "date", "time", "timetz", "timestamp", "timestamptz" -> ColumnRule.of("TEXT", "'t:' || " + iso(type));
            default -> ColumnRule.of("TEXT", AS_PRINTED);
        };
    }

    /** The rule for an array of any dimensions: its lengths and its elements in order, nested by {@link Cells}. */
    static ColumnRule array(String elementType, int modifier) {
        String element = element(elementType, modifier).render("e");
        String sql = """
                'a:' || json_build_array(
                  (SELECT json_agg(array_length($v, i) ORDER BY i) FROM generate_series(1, array_ndims($v)) AS i),
                  (SELECT json_agg(%s) FROM (SELECT unnest($v) AS e) AS elements))""".formatted(element);
        return new ColumnRule("TEXT", sql, Reading.JSON);
    }

    /** JSON has booleans, and no bytes. */
    private static ColumnRule element(String type, int modifier) {
        return switch (type) {
            case "bool" -> ColumnRule.of("", "'z:' || $v");
            case "bytea", "geometry", "geography", "vector", "halfvec" -> ColumnRule.of("", AS_PRINTED);
            case "hstore" -> ColumnRule.of("", HSTORE_ELEMENT);
            default -> scalar(type, modifier);
        };
    }

    private static ColumnRule numeric(int modifier) {
        int precision = modifier < 0 ? Integer.MAX_VALUE : (modifier - 4) >> 16 & 0xffff;
        int scale = ((modifier - 4 & 0x7ff) ^ 1024) - 1024;
        if (precision <= 18 && scale == 0) {
            return number("INTEGER", "i:");
        }
        boolean inRange = scale <= DOUBLE_EXPONENT && precision - scale <= DOUBLE_EXPONENT;
        return precision <= 15 && inRange ? number("REAL", "r:") : ColumnRule.of("TEXT", AS_PRINTED);
    }

    private static ColumnRule number(String declared, String tag) {
        return ColumnRule.of(declared, "CASE WHEN $v = 'NaN' THEN 't:' ELSE '" + tag + "' END || $v");
    }

    private static String iso(String type) {
        return switch (type) {
            // to_char makes a timestamp of it, which ends sooner.
            case "date" -> finite(YEAR + " || '-' || " + twoDigits("month") + " || '-' || " + twoDigits("day"));
            case "time" -> "to_char($v, 'HH24:MI:SS.US')";
            case "timetz" -> "to_char(($v AT TIME ZONE 'UTC')::time, 'HH24:MI:SS.US\"Z\"')";
            case "timestamp" -> finite(timestamp());
            case "timestamptz" -> finite(timestamp().replace("$v", "($v AT TIME ZONE 'UTC')") + " || 'Z'");
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static String twoDigits(String field) {
        return "lpad(extract(" + field + " FROM $v)::text, 2, '0')";
    }

    private static String timestamp() {
        return YEAR + " || to_char($v, '-MM-DD\"T\"HH24:MI:SS.US')";
    }

    private static String finite(String sql) {
        return "CASE WHEN isfinite($v) THEN " + sql + " ELSE $v::text END";
    }
}
