package io.debezium.server.turso.delivery;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import javax.management.JMException;
import javax.management.ObjectName;

import io.debezium.server.turso.bench.LoggedLines;
import io.debezium.server.turso.delivery.FailurePolicy.Action;
import io.debezium.server.turso.metrics.SinkMBean;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryTest {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final List<Step> STEPS = List.of(
            new Step(new TableId("public", "menu"), "upsert of 3 rows", Statement.of("x")),
            new Step(new TableId("sales", "orders"), "delete of 1 row", Statement.of("y")));

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final LoggedLines log = LoggedLines.of(DeliveryLog.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void what_succeeds_at_once_neither_waits_nor_logs() throws InterruptedException {
        run(retry(true), new Outcome.Committed());
        assertThat(pauses).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_is_treated_by_its_policy(FailureKind kind) throws InterruptedException {
        Outcome failed = new Outcome.NotCommitted(Failure.of(kind, "said so"));
        if (FailurePolicy.of(kind).action() == Action.RETRY) {
            run(retry(true), failed, failed, new Outcome.Committed());
            assertThat(pauses).hasSize(2);
        } else {
            assertThatThrownBy(() -> run(retry(true), failed))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContainingAll(
                            kind.name(), "said so", FailurePolicy.of(kind).advice(), "not moved");
            assertThat(pauses).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_is_waited_for_at_the_longest_interval_if_the_option_says_so(FailureKind kind)
            throws InterruptedException {
        if (FailurePolicy.of(kind).action() == Action.RETRY_OR_STOP) {
            Outcome failed = new Outcome.NotCommitted(Failure.of(kind, "said so"));
            run(retry(false), failed, failed, new Outcome.Committed());
            assertThat(pauses).containsExactly(LONGEST, LONGEST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_has_a_sentence_for_the_operator(FailureKind kind) {
        assertThat(FailurePolicy.of(kind).advice()).matches("(?s)[A-Z].*[.?]");
    }

    @Test
    void a_failed_statement_is_named_with_its_table() {
        Failure failure = new Failure(FailureKind.CONSTRAINT, "NOT NULL constraint failed", null, 1);
        assertThatThrownBy(() -> run(retry(true), new Outcome.NotCommitted(failure)))
                .hasMessageContaining("the test in the delete of 1 row of table sales.orders");
    }

    @Test
    void a_failed_statement_beyond_the_plan_s_has_no_table() {
        Failure failure = new Failure(FailureKind.CONSTRAINT, "no", null, 2);
        assertThatThrownBy(() -> run(retry(true), new Outcome.NotCommitted(failure)))
                .hasMessageStartingWith("Turso refused the test (CONSTRAINT: no)");
    }

    @Test
    void an_unknown_outcome_is_tried_again() throws InterruptedException {
        run(retry(true), new Outcome.Unknown(Failure.of(FailureKind.ANSWER_LOST, "cut")), new Outcome.Committed());
        assertThat(pauses).hasSize(1);
    }

    @Test
    void a_longer_wait_that_the_target_asks_for_is_kept() throws InterruptedException {
        run(retry(true), throttled(Duration.ofMinutes(2)), new Outcome.Committed());
        assertThat(pauses).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void years_that_the_target_asks_for_are_not_waited() throws InterruptedException {
        run(retry(true), throttled(Duration.ofDays(9_999)), new Outcome.Committed());
        assertThat(pauses).containsExactly(Duration.ofHours(1));
    }

    @Test
    void a_shorter_wait_that_the_target_asks_for_does_not_shorten_ours() throws InterruptedException {
        run(retry(true), throttled(Duration.ofNanos(1)), new Outcome.Committed());
        assertThat(pauses.getFirst()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void waits_grow_up_to_the_longest() throws InterruptedException {
        Outcome[] outcomes = new Outcome[12];
        java.util.Arrays.fill(outcomes, failure(FailureKind.BUSY));
        outcomes[11] = new Outcome.Committed();
        run(retry(true), outcomes);
        for (int i = 0; i < pauses.size(); i++) {
            Duration whole = Duration.ofSeconds(Math.min(1L << i, 8));
            assertThat(pauses.get(i)).isBetween(whole.dividedBy(2), whole);
        }
        run(retry(true), failure(FailureKind.BUSY), new Outcome.Committed());
        assertThat(pauses.getLast()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_failure_and_the_next_attempt_are_in_the_metrics_while_it_waits() throws Exception {
        SinkMetrics metrics = new SinkMetrics();
        SinkMBean bean = SinkMBean.register(metrics, "retry");
        try {
            Retry retry = new Retry(
                    new Backoff(Duration.ofSeconds(1), LONGEST),
                    true,
                    new Random(1),
                    time -> {
                        assertThat(attribute("CurrentFailure")).isEqualTo("BUSY");
                        assertThat(attribute("NextAttemptTime"))
                                .isEqualTo(clock.instant().plus(time).toString());
                        pauses.add(time);
                    },
                    new DeliveryLog("memory", clock, metrics));
            run(retry, failure(FailureKind.BUSY), failure(FailureKind.BUSY), new Outcome.Committed());
            assertThat(pauses).hasSize(2);
            assertThat(attribute("CurrentFailure")).isEqualTo("");
            assertThat(attribute("NextAttemptTime")).isEqualTo("");
        } finally {
            bean.close();
        }
    }

    private static Object attribute(String name) {
        try {
            return ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName("debezium.turso:type=connector-metrics,context=sink,server=retry"), name);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void many_failures_of_one_kind_are_one_line_and_their_end_is_another() throws InterruptedException {
        Retry retry = retry(true);
        Outcome busy = failure(FailureKind.BUSY);
        run(retry, busy, busy, busy, new Outcome.Committed());
        run(retry, new Outcome.Committed());
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().getFirst())
                .startsWith("WARN Turso at memory did not take the test: BUSY (said so). Another writer")
                .contains("nothing is acknowledged");
        assertThat(log.lines().getLast())
                .isEqualTo("INFO Turso at memory works again after 3 s and 3 failed attempts; the mirror continues.");
    }

    @Test
    void another_kind_of_failure_is_another_line() throws InterruptedException {
        Outcome busy = failure(FailureKind.BUSY);
        Outcome unreachable = failure(FailureKind.UNREACHABLE);
        run(retry(true), busy, unreachable, unreachable, new Outcome.Committed());
        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(1)).contains("UNREACHABLE");
    }

    @Test
    void failures_that_come_back_are_told_again() throws InterruptedException {
        Retry retry = retry(true);
        run(retry, failure(FailureKind.BUSY), new Outcome.Committed());
        run(retry, failure(FailureKind.BUSY), new Outcome.Committed());
        assertThat(log.lines()).hasSize(4);
        assertThat(log.lines().getLast()).contains("after 1 s and 1 failed attempts");
    }

    @Test
    void a_read_is_repeated_as_well() throws InterruptedException {
        Iterator<FailureKind> failures =
                List.of(FailureKind.TIMEOUT, FailureKind.UNAVAILABLE).iterator();
        String answer = retry(true).read("the read", () -> {
            if (failures.hasNext()) {
                throw new TargetException(Failure.of(failures.next(), "said so"));
            }
            return "answer";
        });
        assertThat(answer).isEqualTo("answer");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void an_interrupt_while_waiting_gets_through() {
        Retry retry = retry(true, time -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> run(retry, failure(FailureKind.BUSY))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_interrupt_during_an_attempt_gets_through() {
        assertThatThrownBy(() -> retry(true).until("the test", () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(pauses).isEmpty();
    }

    private Retry retry(boolean stopOnRefusal) {
        return retry(stopOnRefusal, time -> {
            pauses.add(time);
            clock.advance(Duration.ofSeconds(1));
        });
    }

    private Retry retry(boolean stopOnRefusal, Retry.Pause pause) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), LONGEST);
        return new Retry(
                backoff, stopOnRefusal, new Random(1), pause, new DeliveryLog("memory", clock, new SinkMetrics()));
    }

    private static void run(Retry retry, Outcome... outcomes) throws InterruptedException {
        Iterator<Outcome> script = List.of(outcomes).iterator();
        retry.until("the test", STEPS, script::next);
        assertThat(script).isExhausted();
    }

    private static Outcome failure(FailureKind kind) {
        return new Outcome.NotCommitted(Failure.of(kind, "said so"));
    }

    private static Outcome throttled(@Nullable Duration retryAfter) {
        return new Outcome.NotCommitted(new Failure(FailureKind.THROTTLED, "said so", retryAfter, -1));
    }
}
