package io.debezium.server.turso;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.sql.SqlValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.debezium.server.turso.Sent.changeOf;
import static io.debezium.server.turso.Sent.end;
import static io.debezium.server.turso.Sent.snapshotIs;
import static io.debezium.server.turso.Sent.then;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of {@code type-rows.tsv}, from Postgres into Turso by each way that a row can take: snapshot, insert,
 * update, a table made while streaming, the default of a new column, a restart, and another snapshot.
 */
@ExtendWith(Bench.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class EveryTypeIT {
    private static final List<TypeRow> ROWS = TypeRow.all();

    /** As an administrator may have set them: what is printed by them is not what the mirror has. */
    private static final List<String> STYLES = List.of(
            "datestyle = 'SQL, DMY'",
            "intervalstyle = 'sql_standard'",
            "timezone = 'Asia/Kathmandu'",
            "bytea_output = 'escape'",
            "extra_float_digits = -5");

    @BeforeEach
    void createTypes(Database database) throws Exception {
        database.execute(TypeRow.setup());
        database.execute("CREATE TABLE marker (id int PRIMARY KEY)");
    }

    @Test
    void everyTypeRowIsStoredAsTheFileSaysWhicheverWayItTakes(Database database, TursoServer turso) throws Exception {
        database.execute(STYLES.stream()
                .map(style -> "ALTER DATABASE " + database.name() + " SET " + style)
                .toArray(String[]::new));
        database.execute(
                create("zoo", TypeRow::postgresType),
                insert("zoo", 1, EveryTypeIT::literal),
                "CREATE TABLE late (id int PRIMARY KEY)",
                "INSERT INTO late VALUES (1)");
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(
                    database,
                    insert("zoo", 2, EveryTypeIT::literal),
                    insert("zoo", 3, row -> "NULL"),
                    update("zoo", 3),
                    create("born", TypeRow::postgresType),
                    insert("born", 1, EveryTypeIT::literal),
                    addColumns("late")));
            assertStored(turso, "late", 1);
            assertStored(turso, "zoo", 1, 2, 3);
            assertStored(turso, "born", 1);
            Oracle.assertMirrors(database, turso);

            database.execute(insert("zoo", 4, EveryTypeIT::literal), insert("zoo", 5, row -> "NULL"));
            server.run(toMarker(database, 1));
            assertStored(turso, "zoo", 1, 2, 3, 4);
            Oracle.assertMirrors(database, turso);

            forget(database, turso);
            server.run(afterSnapshot(database, "DELETE FROM zoo WHERE id = 2"));
            assertStored(turso, "zoo", 1, 3, 4);
            Oracle.assertMirrors(database, turso);
        }
    }

    @Test
    void arraysOfEveryTypeAreMirroredWhateverTheirShape(Database database, TursoServer turso) throws Exception {
        List<TypeRow> scalars = scalars();
        database.execute(
                create("zoo", scalars, row -> row.postgresType() + "[]"),
                insert("zoo", 1, scalars, row -> "'{}'"),
                insert("zoo", 2, scalars, row -> "ARRAY[" + literal(row) + ", NULL]::" + row.postgresType() + "[]"));
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(
                    database,
                    insert("zoo", 3, scalars, row -> "ARRAY[" + literal(row) + ", NULL]::" + row.postgresType() + "[]"),
                    insert("zoo", 4, scalars, row -> "array_fill(" + typed(row) + ", ARRAY[2, 1], ARRAY[-1, 5])"),
                    insert("zoo", 5, scalars, row -> "'{}'"),
                    insert("zoo", 6, scalars, row -> "'{NULL}'"),
                    create("born", scalars, row -> row.postgresType() + "[]"),
                    "INSERT INTO born SELECT * FROM zoo"));
            Oracle.assertMirrors(database, turso);
        }
    }

    /** One row of each type. */
    private static List<TypeRow> scalars() {
        return List.copyOf(ROWS.stream()
                .filter(row -> !row.postgresType().endsWith("[]"))
                .collect(Collectors.toMap(TypeRow::postgresType, UnaryOperator.identity(), (first, next) -> first))
                .values());
    }

    private interface Sql {
        String of(TypeRow row);
    }

    private static String create(String table, Sql type) {
        return create(table, ROWS, type);
    }

    private static String create(String table, List<TypeRow> rows, Sql type) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> ", c" + i + " " + type.of(rows.get(i)))
                .collect(Collectors.joining("", "CREATE TABLE " + table + " (id int PRIMARY KEY", ")"));
    }

    private static String insert(String table, int id, Sql value) {
        return insert(table, id, ROWS, value);
    }

    private static String insert(String table, int id, List<TypeRow> rows, Sql value) {
        return rows.stream()
                .map(row -> ", " + value.of(row))
                .collect(Collectors.joining("", "INSERT INTO " + table + " VALUES (" + id, ")"));
    }

    private static String update(String table, int id) {
        return IntStream.range(0, ROWS.size())
                .mapToObj(i -> "c" + i + " = " + literal(ROWS.get(i)))
                .collect(Collectors.joining(", ", "UPDATE " + table + " SET ", " WHERE id = " + id));
    }

    /** Rows that are there take the defaults, of which no event tells. */
    private static String addColumns(String table) {
        return IntStream.range(0, ROWS.size())
                .mapToObj(
                        i -> "ADD COLUMN c" + i + " " + ROWS.get(i).postgresType() + " DEFAULT " + literal(ROWS.get(i)))
                .collect(Collectors.joining(", ", "ALTER TABLE " + table + " ", ""));
    }

    private static String literal(TypeRow row) {
        return "'" + row.literal().replace("'", "''") + "'";
    }

    private static String typed(TypeRow row) {
        return literal(row) + "::" + row.postgresType();
    }

    private static EmbeddedRun.Watch afterSnapshot(Database database, String... work) {
        EmbeddedRun.Watch end = toMarker(0);
        return record -> {
            if (snapshotIs("COMPLETED").test(record)) {
                database.execute(work);
                database.execute("DELETE FROM marker", "INSERT INTO marker VALUES (0)");
            }
            return end.cutsAfter(record);
        };
    }

    private static EmbeddedRun.Watch toMarker(Database database, int id) throws Exception {
        database.execute("INSERT INTO marker VALUES (" + id + ")");
        return toMarker(id);
    }

    private static EmbeddedRun.Watch toMarker(int id) {
        return then(changeOf("marker", id), end())::test;
    }

    /** A mirror that begins anew over the tables of the old one. */
    private static void forget(Database database, TursoServer turso) throws Exception {
        database.execute("SELECT pg_drop_replication_slot('" + database.name() + "')");
        turso.execute("DELETE FROM _cdc_position");
    }

    private static void assertStored(TursoServer turso, String table, int... ids) throws Exception {
        List<String> declared = declared(turso, table);
        List<String> differences = new ArrayList<>();
        for (int id : ids) {
            List<@Nullable Object> stored =
                    turso.query("SELECT * FROM " + table + " WHERE id = " + id).getFirst();
            for (int i = 0; i < ROWS.size(); i++) {
                String expected =
                        ROWS.get(i).declaredType() + " " + text(ROWS.get(i).stored());
                String actual = declared.get(i) + " " + text(stored.get(i + 1));
                if (!actual.equals(expected)) {
                    differences.add(table + " " + id + ", " + ROWS.get(i).name() + ": " + actual + ", not " + expected);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The types as they stand in CREATE TABLE, in the order of the rows. */
    private static List<String> declared(TursoServer turso, String table) throws Exception {
        String create = String.valueOf(
                turso.query("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '" + table + "'")
                        .getFirst()
                        .getFirst());
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            String rest = create.substring(create.indexOf("\"c" + i + "\" ") + ("\"c" + i + "\" ").length());
            declared.add(rest.substring(0, rest.indexOf(i < ROWS.size() - 1 ? "," : ")"))
                    .strip());
        }
        return declared;
    }

    private static String text(SqlValue value) {
        return switch (value) {
            case SqlValue.Null none -> "NULL";
            case SqlValue.Int integer -> "integer " + integer.value();
            case SqlValue.Real real -> text(real.value());
            case SqlValue.Text text -> "text " + text.value();
            case SqlValue.Blob blob -> "blob " + HexFormat.of().formatHex(blob.bytes());
        };
    }

    private static String text(double value) {
        return "real " + value + " (" + Long.toHexString(Double.doubleToRawLongBits(value)) + ")";
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> text(SqlValue.NULL);
            case Long integer -> text(SqlValue.of(integer));
            case Double real -> text(real.doubleValue());
            case String text -> text(SqlValue.of(text));
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield text(SqlValue.of(copy));
            }
            default -> throw new IllegalArgumentException("a " + value.getClass());
        };
    }
}
