package io.debezium.server.turso.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.debezium.server.turso.sql.SqlValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0001", "\"", "\\", "ü", "東", "😀"})
    void a_text_takes_what_its_json_takes(String letter) {
        List<SqlValue> row = List.of(SqlValue.of(letter.repeat(5_000)));
        RowJson json = new RowJson();
        json.add(row);
        String text = ((SqlValue.Text) json.finish()).value();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(RowSize.of(row)).isBetween((long) bytes - 10, bytes * 3L / 2 + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_message_names_the_largest_column_and_no_value(int large) {
        List<SqlValue> row = List.of(
                SqlValue.of(large == 0 ? "secret".repeat(9) : "x"),
                SqlValue.of(7L),
                SqlValue.of(large == 2 ? "secret".repeat(9) : "x"));
        assertThat(RowSize.describe(List.of("a", "b", "c"), List.of("b"), row))
                .contains("whose key is b,", "bytes", "column \"" + "abc".charAt(large) + "\"")
                .doesNotContain("secret");
    }
}
