package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownTest {
    private static final Duration LONG = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "UNAUTHORIZED", "THROTTLED"})
    void a_wait_ends_with_the_interrupt_and_nothing_is_tried_again(FailureKind kind) throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Exception> end = new CompletableFuture<>();
        Retry retry = new Retry(
                new Backoff(LONG, LONG),
                false,
                new Random(1),
                Thread::sleep,
                new DeliveryLog("nowhere", InstantSource.system(), new SinkMetrics()));
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                retry.until("the test", () -> {
                    assertThat(tried.getCount()).isEqualTo(1);
                    tried.countDown();
                    return new Outcome.NotCommitted(Failure.of(kind, "scripted"));
                });
                end.complete(new IllegalStateException("it went on"));
            } catch (Exception e) {
                end.complete(e);
            }
        });
        assertThat(tried.await(60, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
}
