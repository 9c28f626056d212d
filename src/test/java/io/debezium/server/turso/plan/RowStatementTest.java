package io.debezium.server.turso.plan;

import java.util.List;
import java.util.stream.IntStream;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowStatementTest {
    private static final RowStatement UPSERT =
            new RowStatement("upsert", "INSERT …", List.of("id", "name"), List.of("id"), true, true);

    @Property(tries = 300)
    void halves_are_together_what_was_one(@ForAll @Size(min = 2, max = 20) List<String> names) {
        RowJson json = new RowJson();
        for (int i = 0; i < names.size(); i++) {
            json.add(List.of(SqlValue.of(i), SqlValue.of(names.get(i))));
        }
        List<SqlValue> args = List.of(json.finish());
        List<Statement> halves = UPSERT.halves(args);
        assertThat(halves).hasSize(2);
        assertThat(text(halves.get(0).args()).replaceFirst("]$", "") + ","
                        + text(halves.get(1).args()).substring(1))
                .isEqualTo(text(args));
    }

    @Test
    void one_row_has_no_halves_and_an_image() {
        List<SqlValue> args = List.of(SqlValue.of("[[7,\"a, [\\\"b\\\"]\"]]"));
        assertThat(UPSERT.halves(args)).isEmpty();
        assertThat(UPSERT.image(args).toJson())
                .isEqualTo("{\"operation\":\"upsert\",\"row\":{\"id\":7,\"name\":\"a, [\\\"b\\\"]\"}}");
        assertThat(UPSERT.image(args).keyJson()).isEqualTo("{\"id\":7}");
    }

    @Test
    void the_groups_of_a_wide_row_are_one_row_in_its_image() {
        List<String> columns = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
        RowJson json = new RowJson();
        json.add(IntStream.range(0, 20).mapToObj(SqlValue::of).toList());
        RowImage image = new RowStatement("upsert", "INSERT …", columns, List.of("c19"), true, true)
                .image(List.of(json.finish()));
        assertThat(image.values()).hasSize(20);
        assertThat(image.keyJson()).isEqualTo("{\"c19\":19}");
    }

    @Test
    void what_would_be_too_long_to_store_is_cut() {
        List<SqlValue> args = List.of(SqlValue.of(1), SqlValue.of("x".repeat(5_000_000)));
        RowImage image =
                new RowStatement("upsert", "INSERT …", List.of("id", "name"), List.of("id"), false, false).image(args);
        assertThat(image.toJson()).hasSizeLessThan(2_000).contains("cut, 5000002 characters");
    }

    private static String text(List<SqlValue> args) {
        return ((SqlValue.Text) args.getFirst()).value();
    }
}
