package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.event.SourceEvent;
import io.debezium.server.turso.guard.IdentityGuard;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SourceTable;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.MENU;
import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapshotStageTest {
    private static final StreamLimits TINY = new StreamLimits(2, 1_000_000);

    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_first_snapshot_gives_the_tables_and_the_position_at_once() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.startSnapshot(10, dish(1, "Soup"), dish(2, "Tea"), dish(3, "Rice"), line("one"), line("one"));
        sink.flush();
        assertThat(database.tables()).doesNotContain("menu", "log");
        assertThat(sink.positionInTarget()).isZero();
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(10)));
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"), stored(2, "Tea"), stored(3, "Rice"));
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("one"));
        assertThat(sink.positionInTarget()).isEqualTo(10);
        assertThat(database.tables())
                .containsExactly("_cdc_dead_letters", "_cdc_position", "_cdc_schema", "_cdc_staged", "log", "menu");
    }

    @Test
    void rows_that_are_gone_in_the_source_do_not_survive_a_second_snapshot() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"), dish(2, "Tea"), line("one"));
        sink.snapshot(20, dish(2, "Tea"), dish(3, "Rice"), line("one"));
        assertThat(database.rows("menu")).containsExactly(stored(2, "Tea"), stored(3, "Rice"));
        assertThat(database.rows("log")).containsExactly(stored("one"));
    }

    @Test
    void a_table_that_is_gone_in_the_source_does_not_survive_a_second_snapshot() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"), line("one"));
        sink.snapshot(20, dish(1, "Soup"));
        assertThat(database.tables())
                .containsExactly("_cdc_dead_letters", "_cdc_position", "_cdc_schema", "_cdc_staged", "menu");
        assertThat(Sink.of(database, "next").state.catalog().tables()).containsOnlyKeys(MENU.id());
    }

    @Test
    void a_reader_sees_the_tables_of_before_or_of_after_and_nothing_else() throws InterruptedException {
        Sink sink = Sink.on(database, TINY);
        sink.snapshot(10, dish(1, "Soup"), dish(2, "Tea"), dish(3, "Rice"));
        List<List<List<SqlValue>>> seen = new ArrayList<>();
        database.onCommit(() -> seen.add(database.rows("menu")));
        sink.snapshot(20, dish(4, "Ham"), dish(5, "Egg"), dish(6, "Jam"), dish(7, "Pie"));
        List<List<SqlValue>> before = List.of(stored(1, "Soup"), stored(2, "Tea"), stored(3, "Rice"));
        List<List<SqlValue>> after = List.of(stored(4, "Ham"), stored(5, "Egg"), stored(6, "Jam"), stored(7, "Pie"));
        assertThat(seen).contains(before).endsWith(after);
        assertThat(seen).isSubsetOf(before, after);
    }

    @Test
    void indexes_and_views_that_a_user_made_survive_a_second_snapshot() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"));
        database.execute("CREATE INDEX by_name ON menu (name)");
        database.execute("CREATE VIEW names AS SELECT name FROM menu");
        sink.snapshot(20, dish(2, "Tea"));
        assertThat(database.rows("names")).containsExactly(stored("Tea"));
        assertThat(database.select("SELECT name FROM sqlite_master WHERE type = 'index' AND name = 'by_name'"))
                .hasSize(1);
    }

    @Test
    void an_interrupted_snapshot_leaves_nothing_after_the_next_start() throws InterruptedException {
        Sink.on(database).snapshot(10, dish(1, "Soup"));
        Sink interrupted = Sink.of(database, "second");
        interrupted.startSnapshot(20, dish(2, "Tea"), line("one"));
        interrupted.flush();
        assertThat(database.tables()).contains("_cdc_snapshot_menu", "_cdc_snapshot_log");
        Sink.of(database, "third");
        assertThat(database.tables())
                .containsExactly("_cdc_dead_letters", "_cdc_position", "_cdc_schema", "_cdc_staged", "menu");
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"));
    }

    @Test
    void a_snapshot_that_begins_again_in_the_same_process_does_not_double_rows() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.startSnapshot(10, line("one"), line("two"));
        sink.flush();
        sink.startSnapshot(20, line("three"));
        sink.snapshot(30, line("one"));
        assertThat(database.rows("log")).containsExactly(stored("one"));
    }

    @Test
    void streaming_goes_on_from_the_snapshot_s_position_on_its_tables() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"));
        sink.transaction(10, dish(1, "older"));
        sink.transaction(20, dish(2, "Tea"));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"), stored(2, "Tea"));
    }

    @Test
    void a_snapshot_of_empty_tables_still_moves_the_position() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10);
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void a_snapshot_carries_a_table_whose_shape_has_changed_since() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"));
        SourceTable keyedByText = Shop.table("menu", List.of("name"), PlainTypes.required("name", Schema.Type.STRING));
        sink.snapshot(20, new Change.Insert(keyedByText, PlainTypes.row("Tea")));
        sink.transaction(30, new Change.Delete(keyedByText, PlainTypes.row("Tea"), null));
        sink.flush();
        assertThat(database.rows("menu")).isEmpty();
        assertThat(Sink.of(database, "next")
                        .state
                        .catalog()
                        .find(MENU.id())
                        .orElseThrow()
                        .primaryKey())
                .containsExactly("name");
    }

    @Test
    void a_blocking_snapshot_puts_rows_over_those_that_are_there() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"), dish(2, "Tea"));
        startBlockingSnapshot(sink);
        sink.stream.accept(new SourceEvent.SnapshotRow(dish(2, "Rice"), Sink.position(15)));
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(15)));
        sink.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Soup"), stored(2, "Rice"));
        assertThat(sink.positionInTarget()).isEqualTo(10);
    }

    @Test
    void a_blocking_snapshot_leaves_a_table_without_a_key_as_it_is() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, line("one"), dish(1, "Soup"));
        startBlockingSnapshot(sink);
        sink.stream.accept(new SourceEvent.SnapshotRow(line("one"), Sink.position(15)));
        sink.stream.accept(new SourceEvent.SnapshotRow(dish(1, "Rice"), Sink.position(15)));
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(15)));
        sink.flush();
        assertThat(database.rows("log")).containsExactly(stored("one"));
        assertThat(database.rows("menu")).containsExactly(stored(1, "Rice"));
    }

    @Test
    void a_blocking_snapshot_is_remembered_in_the_target_until_its_last_row_is_there() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"));
        sink.begin("a");
        sink.changes("a", dish(2, "Tea"));
        startBlockingSnapshot(sink);
        sink.stream.accept(new SourceEvent.SnapshotRow(dish(1, "Rice"), Sink.position(15)));
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(15)));
        sink.flush();
        assertThat(Sink.of(database, "after a crash").state.readAhead()).isEqualTo(new ReadAhead("public.menu", 0));
        Sink next = Sink.of(database, "next");
        startBlockingSnapshot(next);
        next.stream.accept(new SourceEvent.SnapshotRow(dish(1, "Rice"), Sink.position(15)));
        next.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(15)));
        next.flush();
        assertThat(database.rows("menu")).containsExactly(stored(1, "Rice"));
        assertThat(Sink.of(database, "last").state.readAhead().isOpen()).isFalse();
    }

    @Test
    void the_rows_of_a_blocking_snapshot_are_ahead_until_the_position_has_passed_what_they_have()
            throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"));
        startBlockingSnapshot(sink);
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(10)));
        sink.transaction(Sink.SOURCE_END, dish(2, "Tea"));
        sink.flush();
        assertThat(Sink.of(database, "meanwhile").state.readAhead())
                .isEqualTo(new ReadAhead("public.menu", Sink.SOURCE_END));
        Sink next = Sink.of(database, "next");
        next.transaction(Sink.SOURCE_END + 1, dish(3, "Rice"));
        next.flush();
        assertThat(Sink.of(database, "last").state.readAhead()).isEqualTo(ReadAhead.NONE);
    }

    @Test
    void a_new_mirror_is_not_behind_the_blocking_snapshot_of_the_last() throws InterruptedException {
        Sink sink = Sink.on(database);
        startBlockingSnapshot(sink);
        sink.stream.accept(new SourceEvent.SnapshotCompleted(Sink.position(1)));
        sink.flush();
        sink.snapshot(10, dish(1, "Soup"));
        assertThat(Sink.of(database, "last").state.readAhead()).isEqualTo(ReadAhead.NONE);
    }

    @Test
    void a_blocking_snapshot_that_was_cut_is_told_once() throws InterruptedException {
        startBlockingSnapshot(Sink.on(database));
        Sink next = Sink.of(database, "next");
        next.blocking.tellOfCut();
        assertThat(Sink.of(database, "last").state.readAhead())
                .isEqualTo(new ReadAhead("public.menu", Sink.SOURCE_END));
    }

    private static void startBlockingSnapshot(Sink sink) throws InterruptedException {
        sink.stream.accept(new SourceEvent.SnapshotStarted(SourceEvent.SnapshotKind.BLOCKING, "public.menu"));
    }

    @Test
    void a_blocking_snapshot_cannot_bring_a_table_without_a_key() throws InterruptedException {
        Sink sink = Sink.on(database);
        startBlockingSnapshot(sink);
        assertThatThrownBy(() -> sink.stream.accept(new SourceEvent.SnapshotRow(line("one"), Sink.position(1))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("public.log")
                .hasMessageEndingWith(IdentityGuard.AGAIN);
    }
}
