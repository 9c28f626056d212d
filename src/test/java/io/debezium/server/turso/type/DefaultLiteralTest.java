package io.debezium.server.turso.type;

import java.util.stream.Stream;

import io.debezium.data.Uuid;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.type.SourceSchema.column;
import static org.assertj.core.api.Assertions.assertThat;

final class DefaultLiteralTest {
    private static final TypeRegistry REGISTRY = new TypeRegistry(NumericMode.EXACT);

    static Stream<Arguments> constants() {
        return Stream.of(
                Case.of("integer", column(SchemaBuilder.int32().defaultValue(7), "INT4", 10, 0), "7"),
                Case.of("boolean", column(SchemaBuilder.bool().defaultValue(true), "BOOL", 1, 0), "1"),
                Case.of("numeric", column(SchemaBuilder.string().defaultValue("1.50"), "NUMERIC", 9, 2), "'1.5'"),
                Case.of(
                        "long numeric",
                        column(SchemaBuilder.string().defaultValue("1.50"), "NUMERIC", 29, 2),
                        "'1.50'"),
                Case.of("text", column(SchemaBuilder.string().defaultValue("it's"), "TEXT"), "'it''s'"),
                Case.of("date", column(Date.builder().defaultValue(19_724), "DATE"), "'2024-01-02'"));
    }

    @ParameterizedTest
    @MethodSource("constants")
    void renders_a_constant_as_the_target_stores_it(Schema schema, String literal) {
        assertThat(REGISTRY.defaultLiteral(schema)).contains(literal);
    }

    static Stream<Arguments> placeholders() {
        return Stream.of(
                Case.of("no default", column(SchemaBuilder.string(), "TEXT")),
                Case.of("serial", column(SchemaBuilder.int32().defaultValue(0), "INT4", 10, 0)),
                Case.of("text", column(SchemaBuilder.string().defaultValue(""), "TEXT")),
                Case.of("numeric", column(SchemaBuilder.string().defaultValue("0.00"), "NUMERIC", 29, 2)),
                Case.of("double", column(SchemaBuilder.float64().defaultValue(0.0), "FLOAT8", 17, 17)),
                Case.of("uuid", column(Uuid.builder().defaultValue("00000000-0000-0000-0000-000000000000"), "UUID")),
                Case.of("now", column(MicroTimestamp.builder().defaultValue(0L), "TIMESTAMP", 29, 6)));
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void takes_no_zero_since_debezium_shows_expressions_as_zeros(Schema schema) {
        assertThat(REGISTRY.defaultLiteral(schema)).isEmpty();
    }
}
