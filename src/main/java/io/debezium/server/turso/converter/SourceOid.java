package io.debezium.server.turso.converter;

import java.util.Locale;
import java.util.Map;

import io.debezium.spi.converter.RelationalColumn;

/** Object identifiers of Postgres' built-in types: a domain has its own name, but the identifier of its base type. */
final class SourceOid {
    /** FirstNormalObjectId of Postgres. */
    private static final int FIRST_USER_TYPE = 16_384;

    static final int BYTEA = 17;
    static final int INT2VECTOR = 22;
    static final int OIDVECTOR = 30;
    static final int LSEG = 601;
    static final int PATH = 602;
    static final int BOX = 603;
    static final int POLYGON = 604;
    static final int LINE = 628;
    static final int CIRCLE = 718;
    static final int DATE = 1082;
    static final int TIMESTAMP = 1114;
    static final int INTERVAL = 1186;
    static final int TIMETZ = 1266;
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

    /** Whether users or extensions made the type; it may have another identifier in each database. */
    static boolean isUserType(RelationalColumn column) {
        return column.nativeType() >= FIRST_USER_TYPE;
    }

    /** Whether it is a domain over {@code base}, by which name the column's own type does not go. */
    static boolean isDomain(RelationalColumn column, String base) {
        return !local(column.typeName()).equals(base);
    }

    /** The name of the element type of a built-in array, in upper case. */
    static String element(RelationalColumn column) {
        String builtIn = ELEMENTS.get(column.nativeType());
        return builtIn == null ? local(column.typeName()).toUpperCase(Locale.ROOT) : builtIn;
    }

    /** Whether it is one of the catalog's own arrays, which Postgres prints without braces. */
    static boolean isVector(RelationalColumn column) {
        return column.nativeType() == INT2VECTOR || column.nativeType() == OIDVECTOR;
    }

    /** {@code "S2"."_Mood"} is an array of Mood. */
    private static String local(String typeName) {
        String name = typeName.replace("\"", "");
        String local = name.substring(name.lastIndexOf('.') + 1);
        return local.startsWith("_") ? local.substring(1) : local;
    }
}
