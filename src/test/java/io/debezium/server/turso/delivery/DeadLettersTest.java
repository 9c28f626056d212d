package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.sql.SqlValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadLettersTest {
    private static final int ROWS = 100;
    private static final String BAD = "bad dish of a name that is long enough to be staged, " + "x".repeat(100);

    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_row_that_the_target_rejects_is_set_aside_and_all_others_are_applied_with_it() throws InterruptedException {
        Sink sink = Sink.settingAside(10, database, Sink.LARGE);
        rejectBadDishes(sink);
        List<String> states = new ArrayList<>();
        database.onCommit(() -> states.add(count("menu") + " and " + count("_cdc_dead_letters")));
        sink.transaction(10, dishes(Set.of(42)));
        sink.flush();
        assertThat(states).containsExactly(ROWS - 1 + " and 1");
        assertThat(letter("table_name", "key", "event", "lsn"))
                .containsExactly(
                        SqlValue.of("menu"),
                        SqlValue.of("{\"id\":42}"),
                        SqlValue.of("{\"operation\":\"upsert\",\"row\":{\"id\":42,\"name\":\"" + BAD + "\"}}"),
                        SqlValue.of(10));
        assertThat(letter("error").getFirst().toString()).contains("CONSTRAINT", "not on this menu");
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void a_row_that_cannot_be_mapped_is_set_aside_as_the_event_has_it() throws InterruptedException {
        Sink sink = Sink.settingAside(10, database, Sink.LARGE);
        sink.transaction(10, dish(1, "Soup"), dish(2, PlainTypes.UNMAPPABLE), dish(3, "Tea"));
        sink.flush();
        assertThat(count("menu")).isEqualTo(2);
        assertThat(letter("key", "event"))
                .containsExactly(
                        SqlValue.of("{\"id\":2}"),
                        SqlValue.of("{\"operation\":\"insert\",\"row\":{\"id\":2,\"name\":\"unmappable\"}}"));
        assertThat(letter("error").getFirst().toString()).contains("\"name\"", "public.menu");
    }

    @Test
    void a_row_of_a_snapshot_is_set_aside_too() throws InterruptedException {
        Sink sink = Sink.settingAside(10, database, Sink.LARGE);
        sink.snapshot(10, dish(1, "Soup"), dish(2, PlainTypes.UNMAPPABLE));
        assertThat(count("menu")).isEqualTo(1);
        assertThat(count("_cdc_dead_letters")).isEqualTo(1);
    }

    @Test
    void a_row_with_a_value_that_the_target_does_not_take_is_set_aside_while_its_transaction_is_staged()
            throws InterruptedException {
        Sink sink = Sink.settingAside(10, database.limitedTo(1_100_000), Sink.TINY);
        sink.transaction(10, dish(1, BAD), dish(2, "x".repeat(1_200_000)), dish(3, BAD), line("last"));
        sink.flush();
        assertThat(database.rows("menu", "id")).containsExactly(List.of(SqlValue.of(1)), List.of(SqlValue.of(3)));
        assertThat(letter("table_name", "key")).containsExactly(SqlValue.of("menu"), SqlValue.of("{\"id\":2}"));
        assertThat(letter("error").getFirst().toString()).contains("TOO_LARGE");
        assertThat(count("_cdc_staged")).isZero();
    }

    @Test
    void a_row_that_does_not_fit_into_memory_is_set_aside_and_its_large_values_are_cut() throws InterruptedException {
        Sink sink = Sink.settingAside(10, database, Sink.LARGE);
        sink.transaction(10, dish(1, "Soup"), dish(2, "x".repeat((int) Sink.ROW_BYTES)), dish(3, "Tea"));
        sink.flush();
        assertThat(count("menu")).isEqualTo(2);
        assertThat(letter("event").getFirst().toString())
                .hasSizeLessThan(2_000)
                .contains("cut, " + Sink.ROW_BYTES + " characters");
        assertThat(letter("error").getFirst().toString()).contains("public.menu", "id", "-Xmx");
    }

    @Test
    void more_than_the_budget_stop_the_sink_and_nothing_is_applied() throws InterruptedException {
        Sink sink = Sink.settingAside(2, database, Sink.LARGE);
        rejectBadDishes(sink);
        assertThatThrownBy(() -> {
                    sink.transaction(10, dishes(Set.of(1, 50, 99)));
                    sink.flush();
                })
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("More than 2 rows")
                .hasMessageContaining("debezium.sink.turso.error.max");
        assertThat(count("menu")).isZero();
        assertThat(count("_cdc_dead_letters")).isZero();
    }

    @Test
    void the_budget_counts_the_dead_letters_of_before_and_those_that_are_planned() throws InterruptedException {
        Sink first = Sink.settingAside(2, database, Sink.LARGE);
        first.transaction(10, dish(1, PlainTypes.UNMAPPABLE));
        first.flush();
        Sink second = Sink.settingAside(2, database, Sink.LARGE);
        second.transaction(20, dish(2, PlainTypes.UNMAPPABLE));
        assertThatThrownBy(() -> second.transaction(30, dish(3, PlainTypes.UNMAPPABLE)))
                .isInstanceOf(DeliveryException.class);
        assertThat(count("_cdc_dead_letters")).isEqualTo(1);
    }

    @Test
    void those_that_were_deleted_make_room_at_once() throws InterruptedException {
        Sink sink = Sink.settingAside(1, database, Sink.LARGE);
        sink.transaction(10, dish(1, PlainTypes.UNMAPPABLE));
        sink.flush();
        assertThat(sink.metrics.deadLetters()).isEqualTo(1);
        database.execute("DELETE FROM _cdc_dead_letters");
        sink.transaction(20, dish(2, PlainTypes.UNMAPPABLE));
        sink.flush();
        assertThat(count("_cdc_dead_letters")).isEqualTo(1);
        assertThatThrownBy(() -> sink.transaction(30, dish(3, PlainTypes.UNMAPPABLE)))
                .isInstanceOf(DeliveryException.class);
    }

    @Test
    void without_the_option_a_rejected_row_stops_the_sink() throws InterruptedException {
        Sink sink = Sink.on(database);
        rejectBadDishes(sink);
        assertThatThrownBy(() -> {
                    sink.transaction(10, dishes(Set.of(42)));
                    sink.flush();
                })
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("upsert of 100 rows of table public.menu")
                .hasMessageNotContaining("bad dish");
    }

    @Property(tries = 60)
    void exactly_the_rejected_rows_are_missing_and_set_aside_whatever_the_network_does(
            @ForAll long seed, @ForAll boolean staged) throws InterruptedException {
        Random random = new Random(seed);
        Set<Integer> bad =
                random.ints(random.nextInt(6), 1, ROWS + 1).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<Fault> kinds = List.of(Fault.values());
        Fault[] faults = Stream.generate(() -> kinds.get(random.nextInt(kinds.size())))
                .limit(200)
                .toArray(Fault[]::new);
        try (SqliteTarget own = new SqliteTarget()) {
            Sink sink = Sink.settingAside(10, own, staged ? Sink.TINY : Sink.LARGE, faults);
            rejectBadDishes(sink);
            sink.transaction(10, dishes(bad));
            sink.transaction(20, line("last"));
            sink.flush();
            assertThat(count(own, "menu")).isEqualTo(ROWS - bad.size());
            assertThat(own.select("SELECT key FROM _cdc_dead_letters ORDER BY id"))
                    .containsExactlyElementsOf(bad.stream()
                            .map(id -> List.of(SqlValue.of("{\"id\":" + id + "}")))
                            .toList());
            assertThat(count(own, "log")).isEqualTo(1);
        }
    }

    private static void rejectBadDishes(Sink sink) throws InterruptedException {
        sink.transaction(5, dish(1, "Soup"), new Change.Delete(Shop.MENU, PlainTypes.row(1), null));
        sink.flush();
        sink.database.execute("CREATE TRIGGER bad BEFORE INSERT ON menu WHEN NEW.name LIKE 'bad%'"
                + " BEGIN SELECT RAISE(ABORT, 'not on this menu'); END");
    }

    private static Change[] dishes(Set<Integer> bad) {
        return Stream.iterate(1, id -> id + 1)
                .limit(ROWS)
                .map(id -> dish(id, bad.contains(id) ? BAD : "dish, [\"" + id + "\"]"))
                .toArray(Change[]::new);
    }

    private long count(String table) {
        return count(database, table);
    }

    private static long count(SqliteTarget target, String table) {
        return ((SqlValue.Int) target.select("SELECT count(*) FROM " + table)
                        .getFirst()
                        .getFirst())
                .value();
    }

    private List<SqlValue> letter(String... columns) {
        return database.rows("_cdc_dead_letters", columns).getFirst();
    }
}
