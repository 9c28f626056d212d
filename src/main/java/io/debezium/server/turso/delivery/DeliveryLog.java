package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator about changes of the target's state: one line each, not one per attempt. */
public final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

    private final String target;
    private final InstantSource clock;
    private final SinkMetrics metrics;
    private @Nullable FailureKind failing;
    private Instant since = Instant.EPOCH;
    private int failures;

    /** {@code target} is its description, free of secrets. */
    public DeliveryLog(String target, InstantSource clock, SinkMetrics metrics) {
        this.target = target;
        this.clock = clock;
        this.metrics = metrics;
    }

    void failed(Failure failure, String advice, String what, Duration wait) {
        failures++;
        metrics.failed(failure.kind().name(), clock.instant().plus(wait));
        if (failing == null) {
            since = clock.instant();
        }
        if (failing != failure.kind()) {
            failing = failure.kind();
            LOG.warn(
                    "Turso at {} did not take {}: {} ({}). {} Retrying, next in {} ms; nothing is acknowledged meanwhile.",
                    target,
                    what,
                    failure.kind(),
                    failure.detail(),
                    advice,
                    wait.toMillis());
        }
    }

    void succeeded() {
        if (failing != null) {
            metrics.succeeded();
            LOG.info(
                    "Turso at {} works again after {} s and {} failed attempts; the mirror continues.",
                    target,
                    Duration.between(since, clock.instant()).toSeconds(),
                    failures);
            failing = null;
            failures = 0;
        }
    }
}
