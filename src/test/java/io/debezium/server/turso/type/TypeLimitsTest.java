package io.debezium.server.turso.type;

import io.debezium.data.vector.DoubleVector;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.debezium.server.turso.type.SourceSchema.column;
import static io.debezium.server.turso.type.SourceSchema.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a type is declared just within and just beyond the bounds of what the target keeps exactly. */
final class TypeLimitsTest {
    private static final TypeRegistry EXACT = new TypeRegistry(NumericMode.EXACT);

    @ParameterizedTest
    @CsvSource({
        "1, 0, INTEGER",
        "18, 0, INTEGER",
        "19, 0, TEXT",
        "15, 1, REAL",
        "16, 1, TEXT",
        "15, 290, REAL",
        "15, 291, TEXT",
        "15, 1773, REAL", // a scale of -275
        "15, 1772, TEXT",
        "0, 0, TEXT",
        "1001, 0, TEXT",
    })
    void a_numeric_is_a_number_only_where_every_digit_of_it_survives(int precision, int scale, String declared) {
        assertThat(EXACT.mapping(numeric(precision, scale)).declaredType()).isEqualTo(declared);
    }

    @ParameterizedTest
    @CsvSource({"0, BLOB", "1, F32_BLOB(1)", "16000, F32_BLOB(16000)", "16001, BLOB"})
    void a_vector_is_one_where_its_dimensions_are_known(int dimensions, String declared) {
        assertThat(EXACT.mapping(column(DoubleVector.builder(), "VECTOR", dimensions, 0))
                        .declaredType())
                .isEqualTo(declared);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, TEXT", "9, 1, REAL", "9, 0, TEXT", "131089, 0, TEXT"})
    void text_is_a_numeric_only_where_its_length_says_so(int length, int scale, String declared) {
        assertThat(EXACT.mapping(column(SchemaBuilder.string(), "A_DOMAIN", length, scale))
                        .declaredType())
                .isEqualTo(declared);
    }

    @Test
    void a_value_of_a_type_that_nobody_names_is_refused_by_a_sentence() {
        ColumnMapping mapping = EXACT.mapping(Schema.OPTIONAL_INT32_SCHEMA);

        assertThatThrownBy(() -> mapping.writer().write("1f"))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageStartingWith("holds a String that is no value of its type");
    }
}
