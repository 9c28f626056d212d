package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Target;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableDdl;
import io.debezium.server.turso.table.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MirrorTest {
    private static final BatchPlan NOTHING =
            new BatchPlan(List.of(), Catalog.empty(), Map.of(), Set.of(), ChangeCounts.NONE);

    private static final SqlValue OFFSET = SqlValue.of("{\"lsn\":10}");

    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_claim_of_an_empty_database_finds_nothing() throws InterruptedException {
        TargetState state = Sink.on(database).state;
        assertThat(state.commitLsn()).isZero();
        assertThat(state.catalog().tables()).isEmpty();
        assertThat(state.staging()).isEmpty();
    }

    @Test
    void a_claim_finds_what_the_sink_before_it_left() throws InterruptedException {
        Sink first = Sink.on(database);
        first.transaction(10, dish(1, "Soup"), line("one"));
        first.flush();
        TargetState state = Sink.of(database, "second").state;
        assertThat(state.commitLsn()).isEqualTo(10);
        assertThat(state.sequence()).isEqualTo(2);
        assertThat(state.catalog().tables().keySet()).containsExactly(Shop.MENU.id(), Shop.LOG.id());
    }

    @Test
    void a_claim_may_be_repeated() throws InterruptedException {
        Sink sink = Sink.on(database);
        TargetState again = sink.mirror.claim();
        assertThat(again.sequence()).isEqualTo(1);
        assertThat(sink.mirror.claim().sequence()).isEqualTo(1);
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(database.rows("log")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_claim_survives_every_fault(Fault fault) throws InterruptedException {
        Sink sink = Sink.through(List.of(fault, fault, fault).iterator(), database);
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(database.rows("log")).hasSize(1);
        assertThat(database.rows("_cdc_position")).hasSize(1);
    }

    @Test
    void a_large_transaction_that_was_not_answered_in_time_gets_twice_the_time_at_each_attempt()
            throws InterruptedException {
        Sluggish target = new Sluggish();
        Mirror mirror = mirrorOn(target);
        target.silences = 3;
        mirror.apply(NOTHING, null, new Staged(0, 2_500_000));
        assertThat(target.seconds()).containsExactly(10L, 20L, 40L, 80L);
        mirror.apply(NOTHING, null, new Staged(0, 2_500_000));
        assertThat(target.seconds()).containsExactly(10L);
    }

    @Test
    void what_takes_as_long_as_tables_are_large_gets_more_time_once_it_was_not_answered() throws InterruptedException {
        Sluggish target = new Sluggish();
        Mirror mirror = mirrorOn(target);
        target.silences = 3;
        mirror.drop(List.of("_cdc_snapshot_menu"));
        assertThat(target.seconds()).containsExactly(0L, 60L, 180L, 420L);
        target.silences = 1;
        mirror.unstage();
        assertThat(target.seconds()).containsExactly(0L, 60L);
        target.silences = 7;
        Step rebuild = new Step(Shop.LOG.id(), "schema change", TableDdl.drop("log"));
        mirror.apply(new BatchPlan(List.of(rebuild), Catalog.empty(), Map.of(), Set.of(), ChangeCounts.NONE), null);
        assertThat(target.seconds()).endsWith(31 * 60L, 31 * 60L);
        target.silences = 2;
        mirror.apply(NOTHING, null);
        assertThat(target.seconds()).containsExactly(0L, 0L, 0L);
    }

    private static Mirror mirrorOn(Sluggish target) throws InterruptedException {
        Mirror mirror = Sink.mirrorOn(target);
        mirror.claim();
        target.patience.clear();
        return mirror;
    }

    /** Does not answer in time, as often as told. */
    private final class Sluggish implements Target {
        private final List<Long> patience = new ArrayList<>();
        private int silences;

        /** How much longer than usual each attempt might take since this was asked last. */
        List<Long> seconds() {
            List<Long> since = List.copyOf(patience);
            patience.clear();
            return since;
        }

        @Override
        public Outcome commit(Transaction transaction) {
            patience.add(transaction.longer().toSeconds());
            return silences-- > 0
                    ? new Outcome.Unknown(Failure.of(FailureKind.TIMEOUT, "no answer"))
                    : database.commit(transaction);
        }

        @Override
        public List<List<SqlValue>> query(Statement statement) throws TargetException {
            return database.query(statement);
        }

        @Override
        public String description() {
            return "memory";
        }

        @Override
        public void close() {}
    }

    @Test
    void the_position_is_readable_by_applications() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(database.rows("_cdc_position", "source", "commit_lsn", "committed_at", "resume_offset"))
                .containsExactly(List.of(
                        SqlValue.of("shop"), SqlValue.of(10), SqlValue.of("1970-01-01T00:00:00.010000Z"), OFFSET));
        assertThat(database.select("SELECT applied_at LIKE '20__-__-__T__:__:__.___Z' FROM _cdc_position"))
                .containsExactly(List.of(SqlValue.of(1)));
    }

    @Test
    void a_second_sink_stops_the_first_and_not_itself() throws InterruptedException {
        Sink first = Sink.of(database, "first");
        first.transaction(10, line("one"));
        first.flush();
        Sink second = Sink.of(database, "second");
        first.transaction(20, line("two"));
        assertThatThrownBy(first::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("Another sink has taken over")
                .hasMessageContaining("shop");
        second.transaction(20, line("two"));
        second.flush();
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("two"));
    }

    @Test
    void a_transaction_of_an_earlier_process_that_arrives_late_changes_nothing() throws InterruptedException {
        Sink first = Sink.of(database, "first");
        first.transaction(10, line("one"));
        first.flush();
        Sink second = Sink.of(database, "second");
        database.commit(first.network.received().getLast());
        second.transaction(20, line("two"));
        second.flush();
        assertThat(database.rows("log")).containsExactly(stored("one"), stored("two"));
    }

    @Test
    void a_database_whose_position_was_deleted_is_noticed() throws InterruptedException {
        Sink sink = Sink.on(database);
        database.execute("DELETE FROM _cdc_position");
        sink.transaction(10, line("one"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("was the database emptied?");
        assertThat(database.tables()).doesNotContain("log");
    }

    @Test
    void a_database_that_was_emptied_is_noticed() throws InterruptedException {
        Sink sink = Sink.on(database);
        database.execute("DROP TABLE _cdc_position");
        sink.transaction(10, line("one"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("STATEMENT")
                .hasMessageContaining("_cdc_position");
    }

    @Test
    void a_database_that_was_restored_is_noticed() throws InterruptedException {
        Sink sink = Sink.on(database);
        database.execute("UPDATE _cdc_position SET sequence = 77");
        sink.transaction(10, line("one"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("77")
                .hasMessageContaining("restored");
    }

    @Test
    void a_database_that_was_restored_from_before_this_process_is_not_taken_for_another_sink()
            throws InterruptedException {
        Sink sink = Sink.of(database, "second");
        sink.transaction(10, line("one"));
        sink.flush();
        database.execute("UPDATE _cdc_position SET sequence = 1, writer = 'first'");
        sink.transaction(20, line("two"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("sequence 1 instead of 2")
                .hasMessageContaining("restored");
    }

    @Test
    void the_table_of_a_refused_statement_is_named_and_the_position_stays() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, dish(1, "Soup"));
        sink.flush();
        database.execute("CREATE UNIQUE INDEX once ON menu (name)");
        sink.transaction(20, line("one"), dish(2, "Soup"));
        assertThatThrownBy(sink::flush)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("CONSTRAINT")
                .hasMessageContaining("upsert of 1 row of table public.menu")
                .hasMessageContaining("LSN 0/14");
        assertThat(sink.positionInTarget()).isEqualTo(10);
        assertThat(database.tables()).doesNotContain("log");
    }

    @Test
    void a_mirror_that_gave_a_transaction_up_takes_no_other_for_it() throws InterruptedException {
        Sink sink =
                Sink.through(List.of(Fault.NONE, Fault.NONE, Fault.ANSWER_LOST).iterator(), database);
        database.execute("CREATE TABLE kept (a)");
        BatchPlan refused = insert("INSERT INTO nowhere VALUES (1)");
        assertThatThrownBy(() -> sink.mirror.apply(refused, null)).isInstanceOf(DeliveryException.class);
        assertThatThrownBy(() -> sink.mirror.apply(insert("INSERT INTO kept VALUES (1)"), null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("not known")
                .hasMessageContaining("Restart");
    }

    @Test
    void two_sources_have_a_position_each() throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(10, line("one"));
        sink.flush();
        database.execute(
                "INSERT INTO _cdc_position (source, commit_lsn, writer, sequence) VALUES ('other', 5, 'w', 1)");
        Position next = Sink.position(20);
        sink.mirror.apply(insert("DELETE FROM log"), next);
        assertThat(database.rows("_cdc_position", "source", "commit_lsn"))
                .containsExactly(stored("shop", 20), stored("other", 5));
    }

    private static BatchPlan insert(String sql) {
        Step step = new Step(new TableId("public", "t"), "test", Statement.of(sql));
        return new BatchPlan(List.of(step), Catalog.empty(), java.util.Map.of(), java.util.Set.of(), ChangeCounts.NONE);
    }
}
