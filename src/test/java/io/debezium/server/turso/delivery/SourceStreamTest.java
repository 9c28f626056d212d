package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.List;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.table.SchemaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.delivery.Shop.LOG;
import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.renamed;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceStreamTest {
    private static final StreamLimits TINY = new StreamLimits(2, 1_000_000);

    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void half_a_transaction_never_reaches_the_target_however_often_it_is_flushed() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.begin("tx");
        sink.changes("tx", dish(1, "Soup"));
        sink.flush();
        sink.changes("tx", line("one"));
        sink.flush();
        assertThat(database.tables()).doesNotContain("menu", "log");
        sink.end("tx", 10);
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"));
        assertThat(database.rows("log")).containsExactly(stored("one"));
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void half_a_transaction_that_is_too_large_to_hold_never_reaches_the_target_either() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.transaction(5, line("before"));
        sink.begin("tx");
        sink.changes("tx", line("one"), line("two"), line("three"));
        sink.flush();
        sink.changes("tx", line("four"));
        sink.flush();
        assertThat(database.rows("log")).containsExactly(stored("before"));
        assertThat(sink.positionInTarget()).isEqualTo(5);
        sink.end("tx", 10);
        sink.flush();
        assertThat(database.rows("log")).hasSize(5);
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void a_second_begin_voids_what_the_first_one_brought() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.begin("tx");
        sink.changes("tx", line("one"));
        sink.transaction(10, line("one"), line("two"));
        sink.flush();
        assertThat(database.rows("log")).containsExactlyInAnyOrder(stored("one"), stored("two"));
    }

    @Test
    void a_second_begin_voids_a_transaction_that_is_too_large_to_hold() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.begin("tx");
        sink.changes("tx", line("one"), line("two"), line("three"));
        sink.transaction(10, dish(1, "Soup"));
        sink.flush();
        assertThat(database.rows("menu")).hasSize(1);
        assertThat(database.tables()).doesNotContain("log");
    }

    @Test
    void a_transaction_at_or_below_the_position_is_not_applied_again() throws InterruptedException {
        Sink first = Sink.on(database);
        first.transaction(10, line("one"));
        first.transaction(20, line("two"));
        first.flush();
        Sink second = Sink.of(database, "other");
        second.transaction(10, line("one"));
        second.transaction(20, line("two"));
        second.transaction(30, line("three"));
        second.flush();
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("two"), stored("three"));
    }

    @Test
    void a_large_transaction_at_or_below_the_position_is_not_applied_again() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.transaction(10, line("one"), line("two"), line("three"));
        sink.transaction(10, line("one"), line("two"), line("three"));
        sink.flush();
        assertThat(database.rows("log")).hasSize(3);
    }

    @Test
    void a_transaction_that_comes_again_before_it_was_flushed_is_applied_once() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, line("one"));
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(database.rows("log")).containsExactly(stored("one"));
    }

    @Test
    void small_transactions_that_wait_together_share_one_on_the_target() throws InterruptedException {
        Sink sink = Sink.on(database);
        int before = database.committed();
        sink.transaction(10, dish(1, "Soup"));
        sink.transaction(20, renamed(1, "Broth"), line("one"));
        sink.transaction(30, dish(2, "Tea"));
        sink.flush();
        assertThat(database.committed()).isEqualTo(before + 1);
        assertThat(database.rows("menu")).containsExactly(stored(1, "Broth"), stored(2, "Tea"));
        assertThat(sink.positionInTarget()).isEqualTo(30);
    }

    @Test
    void what_was_gathered_is_delivered_at_the_limit_without_a_flush() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.transaction(10, line("one"));
        assertThat(database.tables()).doesNotContain("log");
        sink.transaction(20, line("two"));
        assertThat(database.rows("log")).hasSize(2);
    }

    @Test
    void only_what_no_open_transaction_follows_may_be_acknowledged() throws InterruptedException {
        Sink sink = Sink.on(database);
        assertThat(sink.stream.accept(new SourceEvent.Heartbeat())).isTrue();
        assertThat(sink.begin("tx")).isFalse();
        assertThat(sink.changes("tx", dish(1, "Soup"))).isFalse();
        assertThat(sink.stream.accept(new SourceEvent.Nothing())).isFalse();
        assertThat(sink.end("tx", 10)).isTrue();
        assertThat(sink.stream.accept(new SourceEvent.Nothing())).isTrue();
    }

    @Test
    void empty_transactions_move_the_position_only_after_a_while() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10);
        sink.flush();
        sink.clock.advance(Duration.ofMillis(4999));
        sink.flush();
        assertThat(sink.positionInTarget()).isZero();
        sink.clock.advance(Duration.ofMillis(1));
        sink.flush();
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void the_position_of_empty_transactions_moves_with_the_next_data() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10);
        sink.transaction(20, line("one"));
        sink.transaction(30);
        sink.flush();
        assertThat(sink.positionInTarget()).isEqualTo(30);
    }

    @Test
    void an_incremental_snapshot_s_row_is_put_over_the_one_that_is_there() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, dish(1, "Soup"));
        sink.stream.accept(new SourceEvent.Changes(null, 0, List.of(dish(1, "Broth"), dish(2, "Tea"))));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Broth"), stored(2, "Tea"));
    }

    /** The connector does not know of rows that go with their partition. */
    static List<Change> changesOfAllRows() {
        return List.of(
                new Change.Truncate(Shop.MENU),
                new Change.Delete(Shop.MENU, PlainTypes.row(1L), PlainTypes.row(1L, "Soup"), true));
    }

    @ParameterizedTest
    @MethodSource("changesOfAllRows")
    void rows_of_a_table_that_changed_during_its_incremental_snapshot_are_left_out(Change change)
            throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, dish(1, "Soup"));
        sink.stream.accept(new SourceEvent.TableScan("public.menu", SourceEvent.ScanState.READING));
        sink.transaction(20, change);
        sink.stream.accept(new SourceEvent.Changes(null, 0, List.of(dish(1, "Soup"))));
        sink.stream.accept(new SourceEvent.TableScan("public.menu", SourceEvent.ScanState.READING));
        sink.stream.accept(new SourceEvent.Changes(null, 0, List.of(dish(2, "Tea"))));
        sink.flush();
        assertThat(database.rows("menu")).isEmpty();
        sink.stream.accept(new SourceEvent.TableScan("public.menu", SourceEvent.ScanState.ENDED));
        sink.stream.accept(new SourceEvent.TableScan("public.menu", SourceEvent.ScanState.READING));
        sink.stream.accept(new SourceEvent.Changes(null, 0, List.of(dish(3, "Bun"))));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(3, "Bun"));
    }

    @Test
    void a_refused_transaction_leaves_no_part_of_itself_even_if_flushed() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, line("one"));
        sink.flush();
        Change.Delete withoutOldRow = new Change.Delete(LOG, PlainTypes.row(), null);
        assertThatThrownBy(() -> sink.transaction(20, line("two"), withoutOldRow))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("public.log")
                .hasMessageContaining("REPLICA IDENTITY FULL");
        assertThatThrownBy(sink::flush).isInstanceOf(DeliveryException.class).hasMessageContaining("restart");
        assertThat(database.rows("log")).containsExactly(stored("one"));
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void a_change_without_a_transaction_is_refused_with_advice() throws InterruptedException {
        Sink sink = Sink.on(database);
        assertThatThrownBy(() -> sink.changes("tx", line("one")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("provide.transaction.metadata");
    }

    @Test
    void an_end_without_its_begin_is_refused_with_advice() throws InterruptedException {
        Sink sink = Sink.on(database);
        assertThatThrownBy(() -> sink.end("tx", 10))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("0/A")
                .hasMessageContaining("without its BEGIN");
    }
}
