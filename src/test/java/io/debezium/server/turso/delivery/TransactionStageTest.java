package io.debezium.server.turso.delivery;

import java.util.List;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransactionStageTest {
    private static final String LONG = "x".repeat(200);

    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_transaction_that_is_too_large_for_memory_waits_in_the_target_and_is_seen_whole()
            throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        sink.begin("tx");
        for (int i = 1; i <= 5; i++) {
            sink.changes("tx", dish(i, LONG + i), line(LONG));
            sink.flush();
        }
        assertThat(database.rows("_cdc_staged")).isNotEmpty();
        assertThat(database.tables()).doesNotContain("menu", "log");
        sink.end("tx", 10);
        sink.flush();
        assertThat(database.rows("menu")).hasSize(5);
        assertThat(database.rows("log")).hasSize(5);
        assertThat(database.rows("_cdc_staged")).isEmpty();
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void its_last_transaction_carries_none_of_its_rows() throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        sink.transaction(5, dish(1, "Soup"), line("one"));
        sink.begin("tx");
        for (int i = 1; i <= 20; i++) {
            sink.changes("tx", line(LONG), line(LONG));
        }
        sink.end("tx", 10);
        sink.flush();
        assertThat(sink.network.received().getLast().work())
                .flatExtracting(statement -> statement.args())
                .allSatisfy(argument -> assertThat(argument.toString()).doesNotContain(LONG));
    }

    @Test
    void its_last_transaction_does_not_grow_with_it() throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        sink.transaction(5, dish(1, "Soup"), line("one"));
        sink.begin("tx");
        for (int i = 1; i <= 60; i++) {
            sink.changes("tx", dish(i, LONG + i), line(LONG), dish(i, "twice " + LONG + i));
        }
        sink.end("tx", 10);
        sink.flush();
        // The fence, the rows of two tables, what was staged, and the position.
        assertThat(sink.network.received().getLast().work()).hasSizeLessThan(12);
        assertThat(database.rows("menu"))
                .hasSize(60)
                .allSatisfy(row -> assertThat(row.get(1).toString()).contains("twice"));
        assertThat(database.rows("log")).hasSize(61);
    }

    @Test
    void rows_that_are_taken_together_keep_to_both_sides_of_what_is_between_them() throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        sink.transaction(5, dish(1, "Soup"), line("one"));
        sink.begin("tx");
        sink.changes("tx", dish(2, LONG), line(LONG));
        sink.changes("tx", new Change.Delete(Shop.MENU, PlainTypes.row(2L), null), line(LONG), line(LONG));
        sink.changes("tx", dish(2, "new " + LONG), line(LONG), new Change.Truncate(Shop.LOG));
        sink.changes("tx", dish(3, LONG), line("last " + LONG));
        sink.end("tx", 10);
        sink.flush();
        assertThat(database.rows("menu"))
                .containsExactlyInAnyOrder(Shop.stored(1, "Soup"), Shop.stored(2, "new " + LONG), Shop.stored(3, LONG));
        assertThat(database.rows("log")).containsExactly(Shop.stored("last " + LONG));
    }

    @Test
    void what_is_staged_of_a_transaction_that_begins_anew_is_thrown_away() throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        stageHalf(sink);
        sink.begin("tx");
        assertThat(database.rows("_cdc_staged")).isEmpty();
        sink.changes("tx", line("one"));
        sink.end("tx", 10);
        sink.flush();
        assertThat(database.rows("log")).hasSize(1);
    }

    @Test
    void what_a_stopped_sink_has_staged_is_thrown_away_by_the_next_one() throws InterruptedException {
        stageHalf(Sink.on(database, Sink.TINY));
        Sink next = Sink.of(database, "next");
        assertThat(database.rows("_cdc_staged")).isEmpty();
        next.transaction(10, line("one"));
        next.flush();
        assertThat(database.rows("log")).hasSize(1);
    }

    @Test
    void staged_rows_that_are_gone_stop_the_sink_and_are_not_taken_for_none() throws InterruptedException {
        Sink sink = Sink.on(database, Sink.TINY);
        stageHalf(sink);
        database.execute("DELETE FROM _cdc_staged WHERE id = 0");
        assertThatThrownBy(() -> sink.end("tx", 10))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("CONSTRAINT");
        assertThat(sink.positionInTarget()).isZero();
    }

    private static void stageHalf(Sink sink) throws InterruptedException {
        sink.begin("tx");
        for (Change.Insert change : List.of(line(LONG), line(LONG), line(LONG), line(LONG))) {
            sink.changes("tx", change);
        }
        assertThat(sink.database.rows("_cdc_staged")).isNotEmpty();
    }
}
