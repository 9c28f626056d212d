package io.debezium.server.turso.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.debezium.data.Bits;
import io.debezium.data.geometry.Point;
import io.debezium.time.Date;
import io.debezium.time.Interval;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

import static io.debezium.server.turso.type.SourceSchema.array;
import static io.debezium.server.turso.type.SourceSchema.column;
import static io.debezium.server.turso.type.SourceSchema.named;
import static io.debezium.server.turso.type.SourceSchema.numeric;
import static io.debezium.server.turso.type.SourceSchema.text;

/**
 * A value of {@code type-rows.tsv} as Debezium 3.6.0 was seen to send it, with the source settings that the sink brings.
 */
record Arrival(Schema schema, Object value) {

    /** By the name of the row; arrays also come by the converter. */
    static Map<String, Arrival> all() {
        Map<String, Arrival> all = new LinkedHashMap<>();
        numbers(all);
        decimals(all);
        texts(all);
        dates(all);
        timestamps(all);
        shapes(all);
        arrays(all);
        ConvertedArrival.addTo(all);
        return all;
    }

    private static void numbers(Map<String, Arrival> all) {
        Schema smallint = column(SchemaBuilder.int16(), "INT2", 5, 0);
        Schema bigint = column(SchemaBuilder.int64(), "INT8", 19, 0);
        Schema bool = column(SchemaBuilder.bool(), "BOOL", 1, 0);
        Schema real = column(SchemaBuilder.float32(), "FLOAT4", 8, 8);
        Schema twice = column(SchemaBuilder.float64(), "FLOAT8", 17, 17);
        put(all, "smallint at its minimum", smallint, Short.MIN_VALUE);
        put(all, "smallint at its maximum", smallint, Short.MAX_VALUE);
        put(all, "integer at its minimum", column(SchemaBuilder.int32(), "SERIAL", 10, 0), Integer.MIN_VALUE);
        put(all, "bigint at its minimum", bigint, Long.MIN_VALUE);
        put(all, "bigint at its maximum", bigint, Long.MAX_VALUE);
        put(all, "oid at its maximum", column(SchemaBuilder.int64(), "OID", 10, 0), 4294967295L);
        put(all, "boolean that is true", bool, true);
        put(all, "boolean that is false", bool, false);
        put(all, "real of one digit", real, 0.1f);
        put(all, "real at its maximum", real, Float.MAX_VALUE);
        put(all, "real at its smallest", real, Float.MIN_VALUE);
        put(all, "real that is no number", real, Float.NaN);
        put(all, "double of one digit", twice, 0.1);
        put(all, "double at its smallest", twice, Double.MIN_VALUE);
        put(all, "double that is minus zero", twice, -0.0);
        put(all, "double without end", twice, Double.NEGATIVE_INFINITY);
    }

    private static void decimals(Map<String, Arrival> all) {
        Schema unbounded = numeric(131_089, 0);
        Schema negativeScale = numeric(16, 2046);
        put(all, "numeric without precision", unbounded, "123.4500");
        put(all, "numeric without precision and no number", unbounded, "NAN");
        put(all, "numeric without precision and end", unbounded, "POSITIVE_INFINITY");
        put(all, "numeric without precision below all", unbounded, "NEGATIVE_INFINITY");
        put(all, "numeric of 18 digits and no fraction", numeric(18, 0), "-999999999999999999");
        put(all, "numeric of 19 digits and no fraction", numeric(19, 0), "9999999999999999999");
        put(all, "numeric of 15 digits", numeric(15, 2), "9999999999999.99");
        put(all, "numeric of 15 digits and no number", numeric(15, 2), "NAN");
        put(all, "numeric of 16 digits", numeric(16, 2), "99999999999999.90");
        put(all, "numeric of many digits", numeric(30, 20), "0.00000000000000000001");
        put(all, "numeric of negative scale", numeric(5, 2046), "12300." + "0".repeat(2046));
        put(all, "numeric of negative scale and many digits", negativeScale, "12300." + "0".repeat(2046));
        put(all, "numeric of negative scale and zero", negativeScale, "0." + "0".repeat(2046));
        put(all, "numeric too small for a double", numeric(3, 400), "0." + "0".repeat(399) + "1");
        put(all, "money", text("MONEY"), "-1234.56");
    }

    private static void texts(Map<String, Arrival> all) {
        put(all, "char is padded", column(SchemaBuilder.string(), "BPCHAR", 5, 0), "ab   ");
        put(all, "varchar with a quote", column(SchemaBuilder.string(), "VARCHAR", 20, 0), "it's");
        put(all, "text in many scripts", text("TEXT"), "Grüße, 東京 🍜");
        put(all, "empty text", text("TEXT"), "");
        put(all, "name", text("NAME"), "pg_class");
        put(all, "citext", text("CITEXT"), "CiText");
        put(all, "xml", string("io.debezium.data.Xml", "XML"), "<a b=\"c\"/>");
        String uuid = "b68a35a7-17ad-35b3-af2a-ae46edb4545a";
        put(all, "uuid", string("io.debezium.data.Uuid", "UUID"), uuid);
        put(all, "inet", text("INET"), "10.0.0.1/8");
        put(all, "cidr", text("CIDR"), "10.0.0.0/8");
        put(all, "macaddr", text("MACADDR"), "08:00:2b:01:02:03");
        put(all, "json keeps spaces and repeated keys", json("JSON"), "{\"a\":1,  \"a\":2}");
        put(all, "jsonb", json("JSONB"), "{\"b\": 2}");
        put(all, "bytea", column(SchemaBuilder.bytes(), "BYTEA"), ByteBuffer.wrap(new byte[] {0, -1}));
        put(all, "empty bytea", column(SchemaBuilder.bytes(), "BYTEA"), ByteBuffer.allocate(0));
        put(all, "hstore", json("HSTORE"), "{\"a\":null,\"bb\":\"1\"}");
        put(all, "ltree", string("io.debezium.data.Ltree", "LTREE"), "a.b");
        put(all, "tsvector", string("io.debezium.data.Tsvector", "TSVECTOR"), "'a' 'cat'");
        put(all, "range", text("INT4RANGE"), "[1,5)");
    }

    private static void dates(Map<String, Arrival> all) {
        Schema date = named(SchemaBuilder.int32(), Date.SCHEMA_NAME, "DATE");
        Schema time = column(SchemaBuilder.int64().name(MicroTime.SCHEMA_NAME), "TIME", 15, 6);
        put(all, "date", date, 19_782);
        put(all, "date at its maximum", date, 2_145_042_905);
        put(all, "date without end", date, -622_191_234);
        put(all, "date without beginning", date, -2_147_472_691);
        put(all, "date before our era", date, -735_160);
        put(all, "time", time, 45_296_123_456L);
        put(
                all,
                "time of milliseconds",
                column(SchemaBuilder.int64().name(MicroTime.SCHEMA_NAME), "TIME", 12, 3),
                45_296_123_000L);
        put(all, "time at the end of the day", time, 86_400_000_000L);
        put(all, "timetz", string(ZonedTime.SCHEMA_NAME, "TIMETZ"), "10:34:56.1Z");
        put(all, "interval", string(Interval.SCHEMA_NAME, "INTERVAL"), "P1Y2M3DT4H5M6.789012S");
        put(all, "interval of mixed signs", string(Interval.SCHEMA_NAME, "INTERVAL"), "P-1Y0M-2DT3H0M0.000001S");
    }

    private static void timestamps(Map<String, Arrival> all) {
        Schema timestamp = named(SchemaBuilder.int64(), MicroTimestamp.SCHEMA_NAME, "TIMESTAMP");
        Schema zoned = string(ZonedTimestamp.SCHEMA_NAME, "TIMESTAMPTZ");
        put(all, "timestamp", timestamp, 1_709_210_096_123_456L);
        put(all, "timestamp of milliseconds", timestamp, 1_709_210_096_123_000L);
        put(all, "timestamp of seconds", timestamp, -1_000_000L);
        put(all, "timestamp without end", timestamp, 9_223_372_036_825_200_000L);
        put(all, "timestamp without beginning", timestamp, -9_223_372_036_832_400_000L);
        put(all, "timestamp before our era", timestamp, -63_517_820_276_500_000L);
        put(all, "timestamp of year 1 BC", timestamp, -62_135_596_801_000_000L);
        put(all, "timestamptz", zoned, "2024-02-29T10:34:56.120000Z");
        put(all, "timestamptz of milliseconds", zoned, "2024-01-01T00:00:00.500Z");
        put(all, "timestamptz beyond year 9999", zoned, "+12345-01-01T00:00:00.000Z");
        put(all, "timestamptz without end", zoned, "infinity");
        put(all, "timestamptz before our era", zoned, "-0043-03-15T01:02:03.500000Z");
    }

    private static void shapes(Map<String, Arrival> all) {
        Schema point = column(Point.builder(), "POINT");
        put(all, "bit", column(SchemaBuilder.bool(), "BIT", 1, 0), true);
        put(all, "bits", column(Bits.builder(9), "BIT", 9, 0), new byte[] {5});
        put(all, "point", point, Point.createValue(point, 1, 2.5));
        put(all, "line", column(SchemaBuilder.bytes(), "LINE"), utf8("{1.0,2.0,3.0}"));
        put(all, "box", column(SchemaBuilder.bytes(), "BOX"), utf8("(3.0,4.0E20),(1.0,2.0)"));
        put(all, "circle", column(SchemaBuilder.bytes(), "CIRCLE"), utf8("<(1.0,2.0),3.0>"));
        put(all, "multirange", column(SchemaBuilder.bytes(), "INT4MULTIRANGE"), utf8("{[1,2),[5,6)}"));
        put(all, "pg_lsn", column(SchemaBuilder.bytes(), "PG_LSN"), utf8("16/B374D848"));
    }

    private static void arrays(Map<String, Arrival> all) {
        Schema ints = array(Schema.OPTIONAL_INT32_SCHEMA, "_INT4");
        Schema texts = array(Schema.OPTIONAL_STRING_SCHEMA, "_TEXT");
        put(all, "array of integers", ints, Arrays.asList(1, null, 3));
        put(all, "empty array", ints, List.of());
        put(all, "array of bigints", array(Schema.OPTIONAL_INT64_SCHEMA, "_INT8"), List.of(Long.MAX_VALUE));
        put(all, "array of booleans", array(Schema.OPTIONAL_BOOLEAN_SCHEMA, "_BOOL"), Arrays.asList(true, false, null));
        put(all, "array of doubles", array(Schema.OPTIONAL_FLOAT64_SCHEMA, "_FLOAT8"), List.of(0.1, Double.NaN));
        put(
                all,
                "array of numerics",
                column(SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA), "_NUMERIC", 9, 2),
                Arrays.asList("1.50", null));
        put(
                all,
                "array of numerics without precision",
                column(SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA), "_NUMERIC", 131_089, 0),
                List.of("1.50", "NAN"));
        put(all, "array of texts", texts, Arrays.asList("a", null, "q\"z"));
        put(
                all,
                "array of timestamps",
                array(MicroTimestamp.schema(), "_TIMESTAMP"),
                List.of(1_709_210_096_100_000L, 9_223_372_036_825_200_000L));
        put(all, "array of dates", array(Date.schema(), "_DATE"), List.of(19_782, -622_191_234));
        put(all, "array of bytea", array(Schema.OPTIONAL_BYTES_SCHEMA, "_BYTEA"), List.of(ByteBuffer.wrap(new byte[] {
            0, -1
        })));
        put(all, "array of jsonb", array(json("JSONB"), "_JSONB"), List.of("{\"b\": 2}"));
    }

    private static Schema string(String semanticType, String type) {
        return named(SchemaBuilder.string(), semanticType, type);
    }

    private static Schema json(String type) {
        return string("io.debezium.data.Json", type);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Map<String, Arrival> all, String name, Schema schema, Object value) {
        all.put(name, new Arrival(schema, value));
    }
}
