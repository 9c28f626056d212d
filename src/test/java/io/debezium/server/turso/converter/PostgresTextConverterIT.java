package io.debezium.server.turso.converter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.config.SourceSetting;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.NumericMode;
import io.debezium.server.turso.type.TypeRegistry;
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
        database.execute("CREATE EXTENSION citext", "CREATE EXTENSION hstore", "CREATE EXTENSION ltree");
    }

    @Test
    void every_type_row_arrives_whole_from_snapshot_and_stream(Database database) throws Exception {
        List<TypeRow> rows = TypeRow.all();
        database.execute(createTable(rows), insert(1, rows));
        try (CapturedRows captured = new CapturedRows(database)) {
            assertThat(mapped(captured.next(), rows)).isEqualTo(expected(rows));

            database.execute(insert(2, rows));
            assertThat(mapped(captured.next(), rows)).isEqualTo(expected(rows));
        }
    }

    @Test
    void domains_are_mapped_as_their_base_types(Database database) throws Exception {
        List<TypeRow> rows = List.of(
                new TypeRow("numeric", "counted", "5", "INTEGER", SqlValue.of(5L)),
                new TypeRow("domain over a domain", "counted_again", "NaN", "INTEGER", SqlValue.of("NaN")),
                new TypeRow("numeric without precision", "loose", "NaN", "TEXT", SqlValue.of("NaN")),
                new TypeRow("bytea", "raw", "\\x61", "BLOB", SqlValue.of(new byte[] {'a'})),
                new TypeRow("array", "ints", "{{1},{2}}", "TEXT", SqlValue.of("[[1],[2]]")),
                new TypeRow("date", "day", "0044-03-15 BC", "TEXT", SqlValue.of("-0043-03-15")),
                new TypeRow("text", "note", "NAN", "TEXT", SqlValue.of("NAN")));
        database.execute(
                "CREATE DOMAIN counted AS numeric(9,0)",
                "CREATE DOMAIN counted_again AS counted",
                "CREATE DOMAIN loose AS numeric",
                "CREATE DOMAIN raw AS bytea",
                "CREATE DOMAIN ints AS integer[]",
                "CREATE DOMAIN day AS date",
                "CREATE DOMAIN note AS varchar(9)",
                createTable(rows),
                insert(1, rows));
        try (CapturedRows captured = new CapturedRows(database)) {
            assertThat(mapped(captured.next(), rows)).isEqualTo(expected(rows));

            database.execute(insert(2, rows));
            assertThat(mapped(captured.next(), rows)).isEqualTo(expected(rows));
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

    private static Map<String, String> expected(List<TypeRow> rows) {
        Map<String, String> expected = new LinkedHashMap<>();
        rows.forEach(row -> expected.put(row.name(), row.declaredType() + " " + row.stored()));
        return expected;
    }

    private static Map<String, String> mapped(Struct after, List<TypeRow> rows) {
        Map<String, String> mapped = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            ColumnMapping mapping = TYPES.mapping(after.schema().field("c" + i).schema());
            Object value = after.getWithoutDefault("c" + i);
            SqlValue stored = value == null ? SqlValue.NULL : mapping.writer().write(value);
            mapped.put(rows.get(i).name(), mapping.declaredType() + " " + stored);
        }
        return mapped;
    }
}
