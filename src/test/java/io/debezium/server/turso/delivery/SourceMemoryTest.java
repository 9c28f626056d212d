package io.debezium.server.turso.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.guard.MirrorMark;
import io.debezium.server.turso.guard.SourceIdentity;
import io.debezium.server.turso.metrics.SinkMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.debezium.server.turso.delivery.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read before the stream begins: which source the mirror is of, and from where it goes on. */
class SourceMemoryTest {
    private static final SourceIdentity SHOP = new SourceIdentity("7001", 1, "shop", "turso");

    private final SqliteTarget database = new SqliteTarget();
    private final Retry retry = new Retry(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            true,
            new Random(1),
            time -> {},
            new DeliveryLog("memory", new TestClock(), new SinkMetrics()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void where_the_slot_was_at_the_look_before_goes_with_the_position_and_is_forgotten_with_the_source()
            throws Exception {
        Sink sink = Sink.on(database);
        sink.metrics.heldBack(1, 40);
        sink.metrics.heldBack(1, 50);
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(memory().read().slotLsn()).isEqualTo(40);
        memory().remember(SHOP);
        assertThat(memory().read().slotLsn()).isZero();
    }

    @Test
    void an_empty_database_knows_nothing() throws InterruptedException {
        assertThat(memory().read()).isEqualTo(mark(Optional.empty(), 0));
    }

    @Test
    void the_source_is_remembered_until_another_is() throws InterruptedException {
        memory().remember(SHOP);
        assertThat(memory().read()).isEqualTo(mark(Optional.of(SHOP), 0));
        SourceIdentity other = new SourceIdentity("7002", 2, "till", "slot");
        memory().remember(other);
        assertThat(memory().read()).isEqualTo(mark(Optional.of(other), 0));
        Sink sink = Sink.on(database);
        sink.transaction(10, line("one"));
        sink.flush();
        assertThat(memory().read()).isEqualTo(mark(Optional.of(other), 10));
    }

    @Test
    void a_new_word_voids_the_offset_once_and_leaves_the_position() throws InterruptedException {
        mirrorUntil(10);
        assertThat(offset("monday")).isEmpty();
        assertThat(offset("monday")).isEmpty();
        assertThat(memory().read().commitLsn()).isEqualTo(10);
        mirrorUntil(20);
        assertThat(offset("monday")).hasValue("{\"lsn\":20}");
        assertThat(offset(null)).hasValue("{\"lsn\":20}");
        assertThat(offset("tuesday")).isEmpty();
    }

    @Test
    void the_word_of_the_first_snapshot_asks_for_no_second() throws InterruptedException {
        assertThat(offset("monday")).isEmpty();
        mirrorUntil(10);
        assertThat(offset("monday")).hasValue("{\"lsn\":10}");
    }

    @Test
    void a_sink_that_still_runs_does_not_bring_a_voided_offset_back() throws InterruptedException {
        Sink running = Sink.on(database);
        running.transaction(10, line("one"));
        running.flush();
        assertThat(offset("monday")).isEmpty();
        running.transaction(20, line("two"));
        assertThatThrownBy(running::flush).hasMessageContaining("Another sink has taken over");
        assertThat(offset("monday")).isEmpty();
    }

    private void mirrorUntil(long lsn) throws InterruptedException {
        Sink sink = Sink.on(database);
        sink.transaction(lsn, line("one"));
        sink.flush();
    }

    private Optional<String> offset(@org.jspecify.annotations.Nullable String again) throws InterruptedException {
        return Optional.ofNullable(new MirrorOffset(database, retry, Sink.SOURCE, Optional.ofNullable(again)).read())
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString());
    }

    private SourceMemory memory() {
        return new SourceMemory(database, retry, Sink.SOURCE);
    }

    private MirrorMark mark(Optional<SourceIdentity> origin, long lsn) {
        return new MirrorMark(Sink.SOURCE, database.description(), origin, lsn, 0);
    }
}
