package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A run meets every kind of fault, or it does not pass. */
class CoverageTest {
    private static final Plan PLAN = new Plan(1, Duration.ZERO, 0, 0, true, 1, Duration.ZERO);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void asManyDisturbancesAsThereAreKindsAreOneOfEach(long seed) {
        Disturbances disturbances = new Disturbances(new Random(seed));
        Set<Disturbance> met = EnumSet.noneOf(Disturbance.class);
        for (int left = Disturbance.values().length; left > 0; left--) {
            met.add(disturbances.next());
        }
        assertThat(met).containsExactly(Disturbance.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatCouldNotHappenComesAgainInTheSameRound(long seed) {
        Disturbances disturbances = new Disturbances(new Random(seed));
        Disturbance vain = disturbances.next();
        disturbances.putBack(vain);
        Set<Disturbance> met = EnumSet.noneOf(Disturbance.class);
        for (int left = Disturbance.values().length; left > 0; left--) {
            met.add(disturbances.next());
        }
        assertThat(met).contains(vain);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstRequestsMeetEveryFaultOfTheNetwork(long seed) {
        Schedule schedule = NetworkFaults.schedule(seed);
        Set<String> met = new HashSet<>();
        for (int request = 0; request < 150; request++) {
            Fault fault = schedule.at(request);
            if (!(fault instanceof Fault.Pass)) {
                met.add(NetworkFaults.title(fault.getClass().getSimpleName()));
            }
        }
        assertThat(met).isEqualTo(NetworkFaults.titles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 of Turso", "network: Duplicate"})
    void aRunInWhichAKindNeverHappenedDoesNotPass(String kind) {
        assertThat(result(List.of()).passed()).isTrue();
        Result lacking = result(List.of(kind));
        assertThat(lacking.passed()).isFalse();
        assertThat(lacking.summary()).contains("what never happened: " + kind);
    }

    private static Result result(List<String> missing) {
        return new Result(
                PLAN,
                Duration.ZERO,
                Map.of(),
                missing,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
