package io.debezium.server.turso.type;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.debezium.data.Bits;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.vector.DoubleVector;
import io.debezium.server.turso.bench.TypeRow;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.type.Arrivals.Arrival;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.type.SourceSchema.array;
import static io.debezium.server.turso.type.SourceSchema.column;
import static io.debezium.server.turso.type.SourceSchema.named;
import static io.debezium.server.turso.type.SourceSchema.numeric;
import static io.debezium.server.turso.type.SourceSchema.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TypeRegistryTest {
    private static final TypeRegistry EXACT = new TypeRegistry(NumericMode.EXACT);

    /** Read once: a run of PIT asks for the rows before each of them. */
    private static final List<Arguments> TYPE_ROWS = readTypeRows();

    private static List<Arguments> readTypeRows() {
        Map<String, List<Arrival>> arrivals = Arrivals.all();
        return TypeRow.all().stream()
                .map(row -> Case.of(row.name(), row, Objects.requireNonNull(arrivals.get(row.name()), row.name())))
                .toList();
    }

    static Stream<Arguments> typeRows() {
        return TYPE_ROWS.stream();
    }

    @ParameterizedTest
    @MethodSource("typeRows")
    void declares_and_stores_each_type_row(TypeRow row, List<Arrival> arrivals) {
        assertThat(arrivals).isNotEmpty().allSatisfy(arrival -> {
            ColumnMapping mapping = EXACT.mapping(arrival.schema());

            assertThat(mapping.declaredType()).isEqualTo(row.declaredType());
            assertThat(mapping.writer().write(arrival.value())).isEqualTo(row.stored());
        });
    }

    static Stream<Arguments> otherModes() {
        Schema real = column(SchemaBuilder.float64(), "NUMERIC", 30, 20);
        Schema millis = column(SchemaBuilder.int64().name("io.debezium.time.Timestamp"), "TIMESTAMP", 23, 3);
        Schema connect = column(org.apache.kafka.connect.data.Timestamp.builder(), "TIMESTAMP", 23, 3);
        Schema variable = column(VariableScaleDecimal.builder(), "NUMERIC", 0, 0);
        SqlValue noon = SqlValue.of("2024-02-29T12:34:56.123000");
        return Stream.of(
                Case.of("precise numeric", EXACT, decimal(30, 4), new BigDecimal("1.5000"), SqlValue.of("1.5000")),
                Case.of("precise integer", EXACT, decimal(18, 0), new BigDecimal("-7"), SqlValue.of(-7L)),
                Case.of("precise numeric of 15 digits", EXACT, decimal(15, 1), new BigDecimal("0.1"), SqlValue.of(0.1)),
                Case.of(
                        "precise numeric of negative scale",
                        EXACT,
                        decimal(16, 2046),
                        new BigDecimal("12300").setScale(2046),
                        SqlValue.of("12300")),
                Case.of(
                        "precise numeric of the highest precision and negative scale",
                        EXACT,
                        decimal(1000, 2046),
                        new BigDecimal("12300").setScale(2046),
                        SqlValue.of("12300")),
                Case.of("numeric of the largest scale", EXACT, numeric(1000, 1000), "0.50", SqlValue.of("0.50")),
                Case.of(
                        "numeric of negative scale, numeric.mode=text",
                        new TypeRegistry(NumericMode.TEXT),
                        decimal(16, 2046),
                        new BigDecimal("12300").setScale(2046),
                        SqlValue.of("12300")),
                Case.of(
                        "money, precise",
                        EXACT,
                        column(Decimal.builder(2), "MONEY", 19, 2),
                        new BigDecimal("-1.50"),
                        SqlValue.of("-1.50")),
                Case.of(
                        "precise numeric whose schema does not tell the precision",
                        EXACT,
                        column(Decimal.builder(0), "NUMERIC", 18, 0),
                        new BigDecimal("7"),
                        SqlValue.of(7L)),
                Case.of(
                        "numeric without precision, precise",
                        EXACT,
                        variable,
                        VariableScaleDecimal.fromLogical(variable, new BigDecimal("1E+30")),
                        SqlValue.of("1" + "0".repeat(30))),
                Case.of("double of numeric.mode=real", new TypeRegistry(NumericMode.REAL), real, 0.5, SqlValue.of(0.5)),
                Case.of(
                        "numeric.mode=real",
                        new TypeRegistry(NumericMode.REAL),
                        numeric(30, 20),
                        "0.50",
                        SqlValue.of(0.5)),
                Case.of(
                        "numeric.mode=text",
                        new TypeRegistry(NumericMode.TEXT),
                        numeric(4, 0),
                        "12",
                        SqlValue.of("12")),
                Case.of(
                        "domain over numeric",
                        EXACT,
                        column(SchemaBuilder.string(), "DNUM", 9, 3),
                        "1.500",
                        SqlValue.of(1.5)),
                Case.of(
                        "second timestamp",
                        EXACT,
                        column(SchemaBuilder.int64().name("io.debezium.time.Timestamp"), "TIMESTAMP", 19, 0),
                        1_709_210_096_000L,
                        SqlValue.of("2024-02-29T12:34:56.000000")),
                Case.of("millisecond timestamp", EXACT, millis, 1_709_210_096_123L, noon),
                Case.of(
                        "infinite millisecond timestamp",
                        EXACT,
                        millis,
                        9_223_372_036_825_200L,
                        SqlValue.of("infinity")),
                Case.of(
                        "connect timestamp",
                        EXACT,
                        connect,
                        java.util.Date.from(java.time.Instant.ofEpochMilli(1_709_210_096_123L)),
                        noon),
                Case.of(
                        "nanosecond timestamp",
                        EXACT,
                        named(SchemaBuilder.int64(), "io.debezium.time.NanoTimestamp", "TIMESTAMP"),
                        -1L,
                        SqlValue.of("1969-12-31T23:59:59.999999")),
                Case.of(
                        "nanosecond infinity",
                        EXACT,
                        named(SchemaBuilder.int64(), "io.debezium.time.NanoTimestamp", "TIMESTAMP"),
                        Long.MIN_VALUE,
                        SqlValue.of("-infinity")),
                Case.of(
                        "bytea as an array",
                        EXACT,
                        column(SchemaBuilder.bytes(), "BYTEA"),
                        new byte[] {1},
                        SqlValue.of(new byte[] {1})),
                Case.of(
                        "hstore as a map",
                        EXACT,
                        column(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA), "HSTORE"),
                        hstore(),
                        SqlValue.of("{\"a\":null,\"bb\":\"1\"}")),
                Case.of(
                        "vector",
                        EXACT,
                        column(DoubleVector.builder(), "VECTOR", 2, 0),
                        List.of(1.0, -2.0),
                        SqlValue.of(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0})));
    }

    @ParameterizedTest
    @MethodSource("otherModes")
    void stores_the_same_however_the_source_is_set(
            TypeRegistry registry, Schema schema, Object value, SqlValue stored) {
        assertThat(registry.mapping(schema).writer().write(value)).isEqualTo(stored);
    }

    static Stream<Arguments> lossy() {
        return Stream.of(
                Case.of("numeric as double", column(SchemaBuilder.float64(), "NUMERIC", 9, 2), "decimal.handling.mode"),
                Case.of("bytea as text", text("BYTEA"), "binary.handling.mode"),
                Case.of(
                        "dates as text",
                        named(SchemaBuilder.string(), "io.debezium.time.IsoDate", "DATE"),
                        "time.precision.mode"),
                Case.of(
                        "micros as millis",
                        column(org.apache.kafka.connect.data.Timestamp.builder(), "TIMESTAMP", 29, 6),
                        "time.precision.mode"),
                Case.of(
                        "interval as number",
                        named(SchemaBuilder.int64(), "io.debezium.time.MicroDuration", "INTERVAL"),
                        "interval.handling.mode"),
                Case.of("varbit", column(Bits.builder(9), "VARBIT", 9, 0), "converter"),
                Case.of("array of bit", column(Bits.builder(3), "_BIT", 3, 0), "converter"),
                Case.of(
                        "array of time",
                        column(SchemaBuilder.array(Schema.OPTIONAL_INT64_SCHEMA), "_TIME", 15, 6),
                        "converter"),
                Case.of(
                        "unknown structure",
                        column(SchemaBuilder.struct().name("com.example.Thing"), "THING"),
                        "com.example.Thing"));
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void refuses_what_the_source_settings_would_lose_with_advice(Schema schema, String advice) {
        assertThatThrownBy(() -> EXACT.mapping(schema))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining(advice)
                .hasMessageEndingWith(".");
    }

    static Stream<Arguments> impossible() {
        Schema timestamp = named(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp", "TIMESTAMP");
        return Stream.of(
                Case.of("overflowed timestamp", timestamp, -9_223_372_036_853_775_810L + 1_000_000),
                Case.of("date before all", named(SchemaBuilder.int32(), "io.debezium.time.Date", "DATE"), -3_000_000),
                Case.of("bytes that are no text", column(SchemaBuilder.bytes(), "DBYTES"), ByteBuffer.wrap(new byte[] {
                    -1
                })),
                Case.of("numeric that is none", numeric(9, 2), "1f"),
                Case.of("integer that is text", column(SchemaBuilder.int32(), "INT4", 10, 0), "1f"),
                Case.of(
                        "destroyed inner array",
                        array(Schema.OPTIONAL_STRING_SCHEMA, "_TEXT"),
                        List.of("[Ljava.lang.String;@1f")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refuses_a_value_that_debezium_destroyed_without_naming_it(Schema schema, Object value) {
        ColumnMapping mapping = EXACT.mapping(schema);

        assertThatThrownBy(() -> mapping.writer().write(value))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageNotContaining("1f")
                .hasMessageEndingWith(".");
    }

    @Test
    void snapshot_and_streaming_map_a_numeric_without_precision_alike() {
        Schema snapshot = SchemaBuilder.string()
                .parameter("__debezium.source.column.type", "NUMERIC")
                .parameter("__debezium.source.column.length", "0")
                .build();

        ColumnMapping mapping = EXACT.mapping(snapshot);

        assertThat(mapping.declaredType())
                .isEqualTo(EXACT.mapping(numeric(131_089, 0)).declaredType())
                .isEqualTo("TEXT");
        assertThat(mapping.writer().write("123.4500")).isEqualTo(SqlValue.of("123.4500"));
    }

    private static Schema decimal(int precision, int scale) {
        return column(
                Decimal.builder(scale).parameter("connect.decimal.precision", Integer.toString(precision)),
                "NUMERIC",
                precision,
                scale);
    }

    private static Map<String, String> hstore() {
        Map<String, String> map = new HashMap<>();
        map.put("bb", "1");
        map.put("a", null);
        return map;
    }
}
