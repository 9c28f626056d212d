package io.debezium.server.turso;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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

import static io.debezium.server.turso.TypeTable.addColumns;
import static io.debezium.server.turso.TypeTable.afterSnapshot;
import static io.debezium.server.turso.TypeTable.insert;
import static io.debezium.server.turso.TypeTable.literal;
import static io.debezium.server.turso.TypeTable.toMarker;
import static io.debezium.server.turso.TypeTable.typed;
import static io.debezium.server.turso.TypeTable.update;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of {@code type-rows.tsv}, from Postgres into Turso by each way that a row can take: snapshot, insert,
 * update, a table made while streaming, the default of a new column, a restart, and another snapshot.
 */
@ExtendWith(Bench.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class EveryTypeIT {
    private static final List<TypeRow> ROWS = TypeTable.ROWS;

    @BeforeEach
    void createTypes(Database database) throws Exception {
        TypeTable.setUp(database);
    }

    @Test
    void everyTypeRowIsStoredAsTheFileSaysWhicheverWayItTakes(Database database, TursoServer turso) throws Exception {
        database.execute(
                TypeTable.create("zoo", TypeRow::postgresType),
                insert("zoo", 1, TypeTable::literal),
                "CREATE TABLE late (id int PRIMARY KEY)",
                "INSERT INTO late VALUES (1)");
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(
                    database,
                    insert("zoo", 2, TypeTable::literal),
                    insert("zoo", 3, row -> "NULL"),
                    update("zoo", 3),
                    TypeTable.create("born", TypeRow::postgresType),
                    insert("born", 1, TypeTable::literal),
                    addColumns("late")));
            assertStored(turso, "late", 1);
            assertStored(turso, "zoo", 1, 2, 3);
            assertStored(turso, "born", 1);
            Oracle.assertMirrors(database, turso);

            database.execute(insert("zoo", 4, TypeTable::literal), insert("zoo", 5, row -> "NULL"));
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
                TypeTable.create("zoo", scalars, row -> row.postgresType() + "[]"),
                insert("zoo", 1, scalars, row -> "'{}'"),
                insert("zoo", 2, scalars, row -> "ARRAY[" + literal(row) + ", NULL]::" + row.postgresType() + "[]"));
        try (EmbeddedServer server = new EmbeddedServer(database, turso)) {
            server.run(afterSnapshot(
                    database,
                    insert("zoo", 3, scalars, row -> "ARRAY[" + literal(row) + ", NULL]::" + row.postgresType() + "[]"),
                    insert("zoo", 4, scalars, row -> "array_fill(" + typed(row) + ", ARRAY[2, 1], ARRAY[-1, 5])"),
                    insert("zoo", 5, scalars, row -> "'{}'"),
                    insert("zoo", 6, scalars, row -> "'{NULL}'"),
                    TypeTable.create("born", scalars, row -> row.postgresType() + "[]"),
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
