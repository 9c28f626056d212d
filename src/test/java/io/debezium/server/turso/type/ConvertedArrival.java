package io.debezium.server.turso.type;

import java.util.Map;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Values as the sink's converter was seen to send them. */
final class ConvertedArrival {
    private ConvertedArrival() {}

    static void addTo(Map<String, Arrival> all) {
        put(all, "varbit", SourceSchema.text("VARBIT"), "0000101");
        put(all, "empty varbit", SourceSchema.text("VARBIT"), "");
        put(all, "array of two dimensions", array("INT4"), "{{1,2},{3,NULL}}");
        put(all, "array of texts in two dimensions", array("TEXT"), "{{\"a b\",NULL},{\"NULL\",\"q\\\"\\\\z\"}}");
        put(all, "array with bounds of its own", array("INT4"), "[0:1]={1,2}");
        put(all, "array of reals", array("FLOAT4"), "{0.1,1e+06,1e+20}");
        put(all, "array of times", array("TIME"), "{12:34:56.123456,24:00:00}");
        put(all, "array of timetz", array("TIMETZ"), "{12:34:56.1+02,24:00:00+00}");
        put(
                all,
                "array of timestamptz",
                array("TIMESTAMPTZ"),
                "{\"2024-02-29 10:34:56.1+00\",\"0044-03-15 01:02:03+00 BC\"}");
        put(all, "array of dates before our era", array("DATE"), "{\"0044-03-15 BC\",-infinity}");
        put(all, "array of money", array("MONEY"), "{\"$1,234.50\",-$0.05}");
        put(
                all,
                "array of intervals",
                array("INTERVAL"),
                "{\"1 year 2 mons 3 days 04:05:06.789\",\"-1 years -2 days +03:00:00\",-00:00:00.5}");
        put(all, "array of bit", array("BIT"), "{101}");
        put(all, "array of varbit", array("VARBIT"), "{0101,\"\"}");
        put(all, "array of inet", array("INET"), "{10.0.0.1}");
        put(all, "array of uuid", array("UUID"), "{b68a35a7-17ad-35b3-af2a-ae46edb4545a}");
        put(all, "array of points", array("POINT"), "{\"(1,2.5)\"}");
        put(all, "array of boxes", array("BOX"), "{(3,4),(1,2);(1,1),(0,0)}");
        put(all, "array of xml", array("XML"), "{<a/>}");
    }

    private static Schema array(String element) {
        SchemaBuilder schema = SchemaBuilder.string().name(PostgresText.ARRAY).parameter(PostgresText.ELEMENT, element);
        return SourceSchema.column(schema, "_" + element);
    }

    private static void put(Map<String, Arrival> all, String name, Schema schema, String value) {
        all.put(name, new Arrival(schema, value));
    }
}
