package io.debezium.server.turso;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.bench.postgres.Database;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;

/** Tables of which every column holds one row of {@code type-rows.tsv}, and the statements that fill them. */
final class TypeTable {
    static final List<TypeRow> ROWS = TypeRow.all();

    /** As an administrator may have set them: what is printed by them is not what the mirror has. */
    private static final List<String> STYLES = List.of(
            "datestyle = 'SQL, DMY'",
            "intervalstyle = 'sql_standard'",
            "timezone = 'Asia/Kathmandu'",
            "bytea_output = 'escape'",
            "extra_float_digits = -5");

    private TypeTable() {}

    /** Makes the types and the table that ends a run. */
    static void setUp(Database database) throws Exception {
        database.execute(TypeRow.setup());
        database.execute("CREATE TABLE marker (id int PRIMARY KEY)");
        database.execute(STYLES.stream()
                .map(style -> "ALTER DATABASE " + database.name() + " SET " + style)
                .toArray(String[]::new));
    }

    interface Sql {
        String of(TypeRow row);
    }

    /** A table of a column for each type row, behind its identifier. */
    static String create(String table, Sql type) {
        return create(table, ROWS, type);
    }

    static String create(String table, List<TypeRow> rows, Sql type) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> ", c" + i + " " + type.of(rows.get(i)))
                .collect(Collectors.joining("", "CREATE TABLE " + table + " (id int PRIMARY KEY", ")"));
    }

    static String insert(String table, int id, Sql value) {
        return insert(table, id, ROWS, value);
    }

    static String insert(String table, int id, List<TypeRow> rows, Sql value) {
        return rows.stream()
                .map(row -> ", " + value.of(row))
                .collect(Collectors.joining("", "INSERT INTO " + table + " VALUES (" + id, ")"));
    }

    static String update(String table, int id) {
        return IntStream.range(0, ROWS.size())
                .mapToObj(i -> "c" + i + " = " + literal(ROWS.get(i)))
                .collect(Collectors.joining(", ", "UPDATE " + table + " SET ", " WHERE id = " + id));
    }

    /** Rows that are there take the defaults, of which no event tells. */
    static String addColumns(String table) {
        return IntStream.range(0, ROWS.size())
                .mapToObj(
                        i -> "ADD COLUMN c" + i + " " + ROWS.get(i).postgresType() + " DEFAULT " + literal(ROWS.get(i)))
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", ""));
    }

    static String literal(TypeRow row) {
        return "'" + row.literal().replace("'", "''") + "'";
    }

    static String typed(TypeRow row) {
        return literal(row) + "::" + row.postgresType();
    }

    static EmbeddedRun.Watch afterSnapshot(Database database, String... work) {
        EmbeddedRun.Watch end = toMarker(0);
        return record -> {
            if (snapshotIs("COMPLETED").test(record)) {
                database.execute(work);
                database.execute("DELETE FROM marker", "INSERT INTO marker VALUES (0)");
            }
            return end.cutsAfter(record);
        };
    }

    static EmbeddedRun.Watch toMarker(Database database, int id) throws Exception {
        database.execute("INSERT INTO marker VALUES (" + id + ")");
        return toMarker(id);
    }

    static EmbeddedRun.Watch toMarker(int id) {
        return then(changeOf("marker", id), end())::test;
    }
}
