package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.SystemProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The short run, and whether it would notice; {@code ./chaos} goes on for longer. {@code -Dchaos.seed} makes others. */
class ChaosIT {
    private static final long SEED =
            SystemProperties.find("chaos.seed").map(Long::valueOf).orElse(20261125L);
    private static final Plan SHORT = new Plan(SEED, Duration.ofSeconds(30), 40, 100, true, 40, Duration.ofMinutes(10));

    static Stream<Defect> defects() {
        return Defect.deliberate().stream();
    }

    @Test
    void nothingIsLostDoubledOrTornWhateverHappens() throws Exception {
        Result result = ChaosRun.of(SHORT, KeptServer::lean, event -> {});
        System.out.println(result.summary());
        assertThat(result.passed()).as(result.summary()).isTrue();
        assertThat(result.chunks()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aDefectIsNoticedByTheReaderOrTheComparison(Defect defect) throws Exception {
        Result result = ChaosRun.of(defect.plan(SEED), defect::start, event -> {});
        System.out.println("A server that " + defect.title() + ": " + result.summary());
        assertThat(result.noticed()).as(result.summary()).isTrue();
    }
}
