package io.debezium.server.turso.converter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.config.SourceSetting;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.Arrivals;
import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.NumericMode;
import io.debezium.server.turso.type.TypeRegistry;
import io.debezium.server.turso.type.UnmappableValueException;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A real connector delivers every type row whole, from the snapshot and from the stream. */
@ExtendWith(Bench.class)
class PostgresTextConverterIT {
    private static final TypeRegistry TYPES = new TypeRegistry(NumericMode.EXACT);

    @BeforeEach
    void createExtensions(Database database) throws Exception {
        database.execute(TypeRow.setup());
    }

    @Test
    void every_type_row_arrives_whole_from_snapshot_and_stream(Database database) throws Exception {
        List<TypeRow> rows = TypeRow.all();
        database.execute(createTable(rows), insert(1, rows));
        try (CapturedRows captured = new CapturedRows(database)) {
            Struct snapshot = captured.next();
            database.execute(insert(2, rows));
            Struct stream = captured.next();

            assertThat(differences(snapshot, rows)).isEmpty();
            assertThat(differences(stream, rows)).isEmpty();
            holdArrivals(rows, List.of(snapshot, stream));
        }
    }

    /** {@code -Dtypes.update=true} writes the file that unit tests read. */
    private static void holdArrivals(List<TypeRow> rows, List<Struct> ways) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String column = "c" + i;
            text.append(Arrivals.line(
                    rows.get(i).name(),
                    ways.stream()
                            .map(way -> way.schema().field(column).schema())
                            .toList(),
                    ways.stream().map(way -> way.getWithoutDefault(column)).toList()));
        }
        if (Boolean.getBoolean("types.update")) {
            Arrivals.write(text.toString());
        } else {
            assertThat(Arrivals.text().lines())
                    .containsExactlyElementsOf(text.toString().lines().toList());
        }
    }

    @Test
    void an_unchanged_toast_array_that_may_not_be_null_arrives_as_the_placeholder(Database database) throws Exception {
        database.execute(
                "CREATE TABLE wide (id int PRIMARY KEY, n int, big float8[] NOT NULL, bits varbit NOT NULL)",
                "ALTER TABLE wide ALTER big SET STORAGE EXTERNAL",
                "ALTER TABLE wide ALTER bits SET STORAGE EXTERNAL",
                "INSERT INTO wide SELECT 1, 1, array_agg(g), repeat('1', 50000)::varbit FROM generate_series(1, 3000) g");
        try (CapturedRows captured = new CapturedRows(database)) {
            captured.next();
            database.execute("UPDATE wide SET n = 2");
            Struct after = captured.next();

            assertThat(after.get("n")).isEqualTo(2);
            assertThat(after.get("big")).isEqualTo(SourceSetting.UNAVAILABLE_VALUE);
            assertThat(after.get("bits")).isEqualTo(SourceSetting.UNAVAILABLE_VALUE);
        }
    }

    @Test
    void a_deleted_row_and_defaults_of_converted_columns_do_not_stop_the_connector(Database database) throws Exception {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int[] NOT NULL DEFAULT '{1}', v varbit NOT NULL DEFAULT B'01',"
                        + " d date NOT NULL DEFAULT '2024-01-02')",
                "INSERT INTO t VALUES (1)");
        try (CapturedRows captured = new CapturedRows(database)) {
            captured.next();
            database.execute("DELETE FROM t", "INSERT INTO t VALUES (2)");
            Struct after = captured.next();

            assertThat(after.get("v")).isEqualTo("01");
            assertThat(TYPES.defaultLiteral(after.schema().field("v").schema())).isEmpty();
            assertThat(TYPES.defaultLiteral(after.schema().field("d").schema())).contains("'2024-01-02'");
        }
    }

    private static String createTable(List<TypeRow> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> ", c" + i + " " + rows.get(i).postgresType())
                .collect(Collectors.joining("", "CREATE TABLE zoo (id int PRIMARY KEY", ")"));
    }

    private static String insert(int id, List<TypeRow> rows) {
        return rows.stream()
                .map(row -> ", '" + row.literal().replace("'", "''") + "'")
                .collect(Collectors.joining("", "INSERT INTO zoo VALUES (" + id, ")"));
    }

    /** What was mapped otherwise than the file says: the name of the row, what came, what it says. */
    private static List<String> differences(Struct after, List<TypeRow> rows) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String expected = rows.get(i).declaredType() + " " + rows.get(i).stored();
            String mapped = mapped(after, "c" + i);
            if (!mapped.equals(expected)) {
                differences.add(rows.get(i).name() + ": " + mapped + ", not " + expected);
            }
        }
        return differences;
    }

    private static String mapped(Struct after, String column) {
        try {
            ColumnMapping mapping = TYPES.mapping(after.schema().field(column).schema());
            Object value = after.getWithoutDefault(column);
            return mapping.declaredType() + " "
                    + (value == null ? SqlValue.NULL : mapping.writer().write(value));
        } catch (UnmappableValueException e) {
            return "it " + e.getMessage();
        } catch (NullPointerException e) {
            return "not there";
        }
    }
}
