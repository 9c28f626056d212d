package io.debezium.server.turso.bench.oracle;

import java.util.List;

/**
 * A table of the source, as it should stand in the mirror.
 *
 * @param partitioned whether its rows are those of its partitions; tables that inherit it are tables of their own
 * @param columns in the source's order
 */
record CapturedTable(String schema, String name, boolean partitioned, List<Column> columns) {

    /**
     * A column of the source.
     *
     * @param keyOrdinal its place in the primary key from 1, or 0
     */
    record Column(String name, boolean notNull, int keyOrdinal, ColumnRule rule) {}

    CapturedTable {
        columns = List.copyOf(columns);
    }

    /** Its name in the mirror. */
    String target() {
        return "public".equals(schema) ? name : schema + "_" + name;
    }

    /** Its name in the source, for people. */
    String source() {
        return schema + "." + name;
    }

    /** For SQL on both sides. */
    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
