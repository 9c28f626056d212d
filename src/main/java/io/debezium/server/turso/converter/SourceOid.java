package io.debezium.server.turso.converter;

import java.util.Locale;
import java.util.Map;

import io.debezium.spi.converter.RelationalColumn;

/** Object identifiers of Postgres' built-in types: a domain has its own name, but the identifier of its base type. */
final class SourceOid {
    static final int BYTEA = 17;
    static final int DATE = 1082;
    static final int VARBIT = 1562;
    static final int NUMERIC = 1700;

    /** Element types whose text is taken apart, by their array's identifier. */
    private static final Map<Integer, String> ELEMENTS = Map.ofEntries(
            Map.entry(1000, "BOOL"),
            Map.entry(1005, "INT2"),
            Map.entry(1007, "INT4"),
            Map.entry(1016, "INT8"),
            Map.entry(1028, "OID"),
            Map.entry(1021, "FLOAT4"),
            Map.entry(1022, "FLOAT8"),
            Map.entry(1231, "NUMERIC"),
            Map.entry(791, "MONEY"),
            Map.entry(1020, "BOX"),
            Map.entry(1182, "DATE"),
            Map.entry(1183, "TIME"),
            Map.entry(1270, "TIMETZ"),
            Map.entry(1115, "TIMESTAMP"),
            Map.entry(1185, "TIMESTAMPTZ"),
            Map.entry(1187, "INTERVAL"));

    private SourceOid() {}

    /** The name of an array column's element type, in upper case. */
    static String element(RelationalColumn column) {
        String builtIn = ELEMENTS.get(column.nativeType());
        return builtIn == null ? local(column.typeName()).toUpperCase(Locale.ROOT) : builtIn;
    }

    /** {@code "S2"."_Mood"} is an array of Mood. */
    private static String local(String typeName) {
        String name = typeName.replace("\"", "");
        String local = name.substring(name.lastIndexOf('.') + 1);
        return local.startsWith("_") ? local.substring(1) : local;
    }
}
