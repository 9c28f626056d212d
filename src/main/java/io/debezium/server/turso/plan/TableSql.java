package io.debezium.server.turso.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.MappedTable;
import io.debezium.server.turso.table.TableDdl;

/**
 * The SQL texts for one table: one text for any number of rows, so that engines parse little.
 *
 * <p>Rows come as one JSON parameter. Every column of json_each is qualified, since a table may have a column "value";
 * keys are looked up through a join by rowid, since a row-value IN scans the whole table on the Turso engine.
 */
final class TableSql {
    private static final String ROWS = "_cdc_j";

    private final MappedTable table;
    private final String name;

    TableSql(MappedTable table) {
        this.table = table;
        this.name = Identifiers.quote(table.shape().name());
    }

    /** Whether {@link #upsertFromJson} and {@link #upsertBound} replace rows that are there; else those go before. */
    boolean isUpsert() {
        return table.isKeyed() && !RowidAlias.isHidden(table.shape());
    }

    /** INSERT … ON CONFLICT of complete rows from JSON. */
    String upsertFromJson() {
        List<String> columns = table.columnNames();
        if (columns.isEmpty()) {
            return "INSERT INTO " + name + " (" + Identifiers.quote(TableDdl.EMPTY) + ") SELECT NULL"
                    + source(columns.size());
        }
        String values = expressions(IntStream.range(0, columns.size()).boxed().toList(), columns.size());
        return "INSERT INTO " + name + " (" + Identifiers.list(columns) + ") SELECT " + values + source(columns.size())
                + (isUpsert() ? " WHERE true" + onConflict() : "");
    }

    /** INSERT … ON CONFLICT of one complete row, value by value. */
    String upsertBound() {
        List<String> columns = table.columnNames();
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> parameter(i, i + 1))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + Identifiers.list(columns) + ") VALUES (" + values + ")"
                + (isUpsert() ? onConflict() : "");
    }

    /** DELETE by key from JSON. */
    String deleteFromJson() {
        String rowid = RowidAlias.of(table.shape());
        List<Integer> keys = table.keyIndexes();
        String join = IntStream.range(0, keys.size())
                .mapToObj(i -> "_cdc_t." + column(keys.get(i)) + " = " + jsonValue(keys.get(i), i, keys.size()))
                .collect(Collectors.joining(" AND "));
        return "DELETE FROM " + name + " WHERE " + rowid + " IN (SELECT _cdc_t." + rowid + source(keys.size())
                + " CROSS JOIN " + name + " AS _cdc_t ON " + join + ")";
    }

    /**
     * UPDATE of some columns, the key's among them or not, by key from JSON; rows are the old key's values, then those of
     * {@code columns}. By an alias: the Turso engine does not find a table with capitals in its name from there.
     */
    String updateFromJson(List<Integer> columns) {
        List<Integer> keys = table.keyIndexes();
        int width = keys.size() + columns.size();
        String set = IntStream.range(0, columns.size())
                .mapToObj(i -> column(columns.get(i)) + " = " + jsonValue(columns.get(i), keys.size() + i, width))
                .collect(Collectors.joining(", "));
        String where = IntStream.range(0, keys.size())
                .mapToObj(i -> "_cdc_t." + column(keys.get(i)) + " = " + jsonValue(keys.get(i), i, width))
                .collect(Collectors.joining(" AND "));
        return "UPDATE " + name + " AS _cdc_t SET " + set + source(width) + " WHERE " + where;
    }

    /** UPDATE of some columns of the row with a key; parameters are those of {@code columns}, then the key's. */
    String updateBound(List<Integer> columns) {
        List<Integer> keys = table.keyIndexes();
        return "UPDATE " + name + " SET " + assignments(columns) + " WHERE " + comparisons(keys, columns.size());
    }

    /** INSERT of two rows with a key, which cannot be, unless there is one; parameters are the key's. */
    String requireBound() {
        List<Integer> keys = table.keyIndexes();
        String values = IntStream.range(0, keys.size())
                .mapToObj(i -> parameter(keys.get(i), i + 1))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " ("
                + Identifiers.list(keys.stream().map(table.columnNames()::get).toList()) + ") SELECT " + values
                + " FROM (SELECT count(*) AS n FROM " + name + " WHERE " + comparisons(keys, 0)
                + ") AS _cdc_c CROSS JOIN (SELECT 1 UNION ALL SELECT 2) AS _cdc_d WHERE _cdc_c.n = 0";
    }

    /**
     * DELETE of one row for each complete one that comes as JSON, equal to it.
     *
     * <p>By equality, for which engines build an index over the rows that come, and scan the table once; a comparison with
     * IS, or with the affinity that ifnull takes away, would scan it once a row.
     */
    String deleteRowsFromJson() {
        String rowid = RowidAlias.of(table.shape());
        int width = table.mappings().size();
        String values = IntStream.range(0, width)
                .mapToObj(i -> filled(i, jsonValue(i, i, width)) + " AS c" + i)
                .collect(Collectors.joining(", "));
        List<String> equal = IntStream.range(0, width)
                .mapToObj(i -> filled(i, binary("_cdc_t.", i)) + " = _cdc_o.c" + i)
                .toList();
        return "DELETE FROM " + name + " WHERE " + rowid + " IN (WITH _cdc_o AS MATERIALIZED (SELECT " + ROWS
                + ".key AS k, " + values + source(width) + ") SELECT min(_cdc_t." + rowid + ") FROM " + name
                + " AS _cdc_t CROSS JOIN _cdc_o WHERE " + conjunction(equal) + " GROUP BY _cdc_o.k)";
    }

    /** {@code expression}, or in the place of NULL what the column never holds: a value of the other class of strings. */
    private String filled(int column, String expression) {
        return "ifnull(" + expression + ", " + (isBlob(column) ? "''" : "x'00'") + ")";
    }

    /** DELETE of rows equal to an old one in every column; parameters are that row's values, then how many rows. */
    String deleteSomeBound() {
        String rowid = RowidAlias.of(table.shape());
        List<String> equal =
                IntStream.range(0, table.mappings().size()).mapToObj(this::same).toList();
        return "DELETE FROM " + name + " WHERE " + rowid + " IN (SELECT " + rowid + " FROM " + name + " WHERE "
                + (equal.isEmpty() ? "true" : conjunction(equal))
                + " LIMIT ?" + (equal.size() + 1) + ")";
    }

    /** As a tree, since engines limit the depth of an expression. */
    private static String conjunction(List<String> conditions) {
        if (conditions.size() == 1) {
            return conditions.getFirst();
        }
        int half = conditions.size() / 2;
        return "(" + conjunction(conditions.subList(0, half)) + " AND "
                + conjunction(conditions.subList(half, conditions.size())) + ")";
    }

    private String same(int column) {
        return binary("", column) + " IS " + parameter(column, column + 1);
    }

    private String binary(String qualifier, int column) {
        boolean caseless = table.shape().columns().get(column).caseless();
        return qualifier + column(column) + (caseless ? " COLLATE BINARY" : "");
    }

    private String assignments(List<Integer> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> column(columns.get(i)) + " = " + parameter(columns.get(i), i + 1))
                .collect(Collectors.joining(", "));
    }

    private String comparisons(List<Integer> columns, int parametersBefore) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> column(columns.get(i)) + " = " + parameter(columns.get(i), parametersBefore + i + 1))
                .collect(Collectors.joining(" AND "));
    }

    private String onConflict() {
        List<String> key =
                table.keyIndexes().stream().map(table.columnNames()::get).toList();
        String set = IntStream.range(0, table.mappings().size())
                .filter(i -> !table.keyIndexes().contains(i))
                .mapToObj(i -> column(i) + " = excluded." + column(i))
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + Identifiers.list(key) + ") DO " + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }

    private String expressions(List<Integer> columns, int width) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> jsonValue(columns.get(i), i, width))
                .collect(Collectors.joining(", "));
    }

    /** The {@code position}-th value of a JSON row of {@code width} values, as the column stores it. */
    private String jsonValue(int column, int position, int width) {
        String value = width > RowJson.FLAT
                ? ROWS + ".g" + position / RowJson.GROUP + "->>" + position % RowJson.GROUP
                : ROWS + ".value->>" + position;
        return isBlob(column) ? "unhex(" + value + ")" : '(' + value + ')';
    }

    private static String source(int width) {
        if (width <= RowJson.FLAT) {
            return " FROM " + RowStatement.ROWS + " AS " + ROWS;
        }
        String groups = IntStream.range(0, (width + RowJson.GROUP - 1) / RowJson.GROUP)
                .mapToObj(i -> "_cdc_r.value->>" + i + " AS g" + i)
                .collect(Collectors.joining(", "));
        // LIMIT keeps the engine from flattening the subquery, which would parse the whole row per column again.
        return " FROM (SELECT _cdc_r.key AS key, " + groups + " FROM " + RowStatement.ROWS
                + " AS _cdc_r LIMIT -1 OFFSET 0) AS " + ROWS;
    }

    /**
     * Doubles are bound as text, which is made a number by JSON: of far exponents affinity loses the last bits.
     * What is no number is named, since the Turso engine reads NaN as JSON, and as null.
     */
    private String parameter(int column, int number) {
        String value = "?" + number;
        return declaredType(column).equals("REAL")
                ? "CASE WHEN " + value + " IN ('NaN', 'Infinity', '-Infinity') THEN " + value + " ELSE json_extract("
                        + value + ", '$') END"
                : value;
    }

    private boolean isBlob(int column) {
        String declared = declaredType(column);
        return declared.startsWith("BLOB") || declared.startsWith("F32_BLOB");
    }

    private String declaredType(int column) {
        return table.shape().columns().get(column).declaredType();
    }

    private String column(int index) {
        return Identifiers.quote(table.columnNames().get(index));
    }
}
