package io.debezium.server.turso.chaos;

import java.time.Duration;

import io.debezium.server.turso.bench.server.ServerProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The short run; {@code ./chaos} goes on for longer. */
class ChaosIT {
    private static final Plan PLAN = new Plan(
            Long.getLong("chaos.seed", System.nanoTime() % 1_000_000),
            Duration.ofSeconds(Integer.getInteger("chaos.seconds", 30)),
            20,
            Duration.ofMinutes(3));

    @Test
    void nothingIsLostDoubledOrTornWhateverHappens() throws Exception {
        System.out.println("chaos.seed=" + PLAN.seed());
        Result result = ChaosRun.of(PLAN, ServerProcess::lean, event -> {});
        System.out.println(result.summary());
        assertThat(result.passed()).as(result.summary()).isTrue();
    }
}
