package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.PlainTypes;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.metrics.SinkMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.MENU;
import static io.debezium.server.turso.delivery.Shop.dish;
import static io.debezium.server.turso.delivery.Shop.line;
import static io.debezium.server.turso.delivery.Shop.renamed;
import static org.assertj.core.api.Assertions.assertThat;

/** What the metrics say of what the target has. */
class DeliveryMetricsTest {
    private final SqliteTarget database = new SqliteTarget();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void changes_count_by_kind_when_the_target_has_them() throws Exception {
        Sink sink = Sink.on(database);
        sink.snapshot(10, dish(1, "Soup"), line("one"));
        sink.transaction(
                20,
                dish(2, "Tea"),
                dish(3, "Ham"),
                renamed(2, "Milk"),
                new Change.Delete(MENU, PlainTypes.row(1L), null));
        sink.transaction(30, new Change.Truncate(MENU));
        assertThat(values(sink, "TotalNumberOfSnapshotRows", "TotalNumberOfInserts", "TotalNumberOfTransactions"))
                .containsExactly(2L, 0L, 0L);
        sink.flush();
        assertThat(values(
                        sink,
                        "TotalNumberOfInserts",
                        "TotalNumberOfUpdates",
                        "TotalNumberOfDeletes",
                        "TotalNumberOfTruncates",
                        "TotalNumberOfTransactions",
                        "LastAppliedLsn"))
                .containsExactly(2L, 1L, 1L, 1L, 2L, "0/1E");
        assertThat((Long) values(sink, "TotalNumberOfBytes").getFirst()).isPositive();
    }

    @Test
    void changes_of_a_transaction_that_comes_again_count_once() throws Exception {
        Sink sink = Sink.on(database, new StreamLimits(2, 1_000_000));
        sink.begin("a");
        sink.changes("a", dish(1, "Soup"), dish(2, "Tea"), dish(3, "Ham"));
        assertThat(values(sink, "NumberOfHeldChanges")).containsExactly(3L);
        sink.transaction(10, dish(1, "Soup"), dish(2, "Tea"), dish(3, "Ham"));
        sink.flush();
        assertThat(values(sink, "NumberOfHeldChanges", "TotalNumberOfInserts")).containsExactly(0L, 3L);
    }

    @Test
    void repeated_attempts_count_and_a_success_ends_the_failure() throws Exception {
        Iterator<Fault> faults = List.of(Fault.NONE, Fault.NONE, Fault.REQUEST_LOST, Fault.REQUEST_LOST)
                .iterator();
        Sink sink = Sink.through(faults, database);
        sink.transaction(10, dish(1, "Soup"));
        sink.flush();
        assertThat(values(sink, "TotalNumberOfRetries", "CurrentFailure")).containsExactly(2L, "");
    }

    @Test
    void what_is_staged_is_told_until_it_is_applied() throws Exception {
        Sink sink = Sink.on(database, Sink.TINY);
        sink.begin("a");
        sink.changes("a", dish(1, "Soup".repeat(100)), dish(2, "Tea".repeat(100)), dish(3, "Ham".repeat(100)));
        assertThat((Long) values(sink, "StagedBytes").getFirst()).isGreaterThan(300);
        sink.end("a", 10);
        sink.flush();
        assertThat(values(sink, "StagedBytes")).containsExactly(0L);
    }

    @Test
    void dead_letters_are_told_those_of_before_too() throws Exception {
        Sink first = Sink.settingAside(9, database, Sink.LARGE);
        first.transaction(10, dish(1, PlainTypes.UNMAPPABLE));
        first.flush();
        assertThat(values(first, "NumberOfDeadLetters")).containsExactly(1L);
        Sink second = Sink.settingAside(9, database, Sink.LARGE);
        second.transaction(20, dish(2, PlainTypes.UNMAPPABLE));
        assertThat(values(second, "NumberOfDeadLetters")).containsExactly(1L);
        second.flush();
        assertThat(values(second, "NumberOfDeadLetters")).containsExactly(2L);
    }

    private static List<Object> values(Sink sink, String... attributes) throws Exception {
        try (SinkMBean bean = SinkMBean.register(sink.metrics, Sink.SOURCE)) {
            List<Object> values = new ArrayList<>();
            for (String attribute : attributes) {
                values.add(bean.getAttribute(attribute));
            }
            return values;
        }
    }
}
