package io.debezium.server.turso.delivery;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.sql.SqlValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.debezium.server.turso.delivery.Shop.dish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values about the size that libSQL's server limits: it counts in some bytes of the row, and more while the row is staged. */
class LargeValueTest {
    private static final int LIMIT = 5_000_000;
    private static final int HEADER = 100;

    private final SqliteTarget database = new SqliteTarget().limitedTo(LIMIT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_value_just_below_the_limit_is_applied_whole() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(
                10, dish(1, "Soup"), dish(2, "x".repeat(LIMIT - HEADER)), dish(3, "ü".repeat(LIMIT / 2 - HEADER)));
        sink.flush();
        assertThat(database.select("SELECT length(CAST(name AS BLOB)) FROM menu ORDER BY id")
                        .toString())
                .isEqualTo("[[" + SqlValue.of(4) + "], [" + SqlValue.of(LIMIT - HEADER) + "], ["
                        + SqlValue.of(LIMIT - 2 * HEADER) + "]]");
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, LIMIT + 1, 2 * LIMIT})
    void one_at_or_above_it_stops_the_sink_with_what_it_is_where_it_is_and_what_to_do(int size)
            throws InterruptedException {
        Sink sink = Sink.on(database);
        assertThatThrownBy(() -> {
                    sink.transaction(10, dish(1, "Soup"), dish(2, "x".repeat(size)));
                    sink.flush();
                })
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll("public.menu", "key is id", "column \"name\"", "5 MB", "column.exclude.list")
                .hasMessageContaining(String.valueOf(size).substring(0, 3))
                .hasMessageNotContaining("xxx");
        assertThat(database.tables()).doesNotContain("menu");
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, LIMIT + 1, 2 * LIMIT})
    void one_at_or_above_it_is_set_aside_and_its_neighbours_are_applied(int size) throws InterruptedException {
        Sink sink = Sink.settingAside(1, database, Sink.LARGE);
        sink.transaction(10, dish(1, "Soup"), dish(2, "x".repeat(size)), dish(3, "Tea"));
        sink.flush();
        assertThat(database.select("SELECT id FROM menu ORDER BY id").toString())
                .isEqualTo("[[" + SqlValue.of(1) + "], [" + SqlValue.of(3) + "]]");
        assertThat(database.rows("_cdc_dead_letters", "table_name", "key").getFirst())
                .containsExactly(SqlValue.of("menu"), SqlValue.of("{\"id\":2}"));
    }
}
