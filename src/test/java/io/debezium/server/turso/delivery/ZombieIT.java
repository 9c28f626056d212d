package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.proxy.Schedule;
import io.debezium.server.turso.bench.turso.TursoServer;
import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.hrana.HranaOptions;
import io.debezium.server.turso.hrana.HranaTarget;
import io.debezium.server.turso.hrana.HranaUrl;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.plan.BatchPlan;
import io.debezium.server.turso.plan.ChangeCounts;
import io.debezium.server.turso.plan.Step;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.Catalog;
import io.debezium.server.turso.table.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Attempts that the sink has given up and a real server has not: still running, held up on the way, or sent twice. */
@ExtendWith(Bench.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ZombieIT {
    /** For the connecting and the answer, each. */
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    private static final TableId TABLE = new TableId("public", "t");
    private static final int TRANSACTIONS = 8;

    private final AtomicInteger givenUp = new AtomicInteger();

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault.Late(Duration.ZERO),
                new Fault.Late(Duration.ofMillis(100)),
                new Fault.Duplicate(),
                new Fault.CutAfterRequest(),
                new Fault.Stall(IMPATIENT.multipliedBy(6), new Fault.Pass()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aRequestThatArrivesOutOfItsTimeAppliesNothingTwice(Fault fault, TursoServer turso) throws Exception {
        turso.execute("CREATE TABLE t (n INTEGER)");
        Schedule everyOther = request -> request % 2 == 0 ? fault : new Fault.Pass();
        try (FaultProxy proxy = FaultProxy.before(turso.url(), everyOther);
                HranaTarget target = target(proxy.url().toString(), turso)) {
            Mirror mirror = mirror(target);
            for (int i = 1; i <= TRANSACTIONS; i++) {
                apply(mirror, i, Statement.of("INSERT INTO t VALUES (?1)", SqlValue.of(i)));
            }
            // A request that comes twice has its answer.
            assertThat(givenUp).hasValueGreaterThanOrEqualTo(fault instanceof Fault.Duplicate ? 0 : TRANSACTIONS / 2);
            // Behind everything that may still be on its way: a request through the same server.
            proxy.setFaulty(false);
            apply(mirror, TRANSACTIONS + 1, Statement.of("INSERT INTO t VALUES (?1)", SqlValue.of(TRANSACTIONS + 1)));
            assertThat(turso.query("SELECT n FROM t ORDER BY n"))
                    .isEqualTo(IntStream.rangeClosed(1, TRANSACTIONS + 1)
                            .mapToObj(n -> List.of((long) n))
                            .collect(Collectors.toList()));
        }
    }

    @Test
    void aRetryThatComesWhileTheFirstAttemptIsStillRunningAppliesNothingTwice(TursoServer turso) throws Exception {
        turso.execute("CREATE TABLE t (n INTEGER)");
        String numbers =
                IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        try (HranaTarget target = target(turso.url().toString(), turso)) {
            apply(
                    mirror(target),
                    1,
                    Statement.of(
                            "INSERT INTO t SELECT a.value FROM json_each(?1) AS a CROSS JOIN json_each(?1) AS b",
                            SqlValue.of(numbers)));
            assertThat(givenUp).hasPositiveValue();
            assertThat(turso.query("SELECT count(*) FROM t")).isEqualTo(List.of(List.of(1_000_000L)));
        }
    }

    private static void apply(Mirror mirror, long lsn, Statement statement) throws InterruptedException {
        BatchPlan plan = new BatchPlan(
                List.of(new Step(TABLE, "test", statement)), Catalog.empty(), Map.of(), Set.of(), ChangeCounts.NONE);
        mirror.apply(plan, new Position(lsn, lsn, Map.of("lsn", lsn)));
    }

    private Mirror mirror(HranaTarget target) throws InterruptedException {
        Retry retry = new Retry(
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(50)),
                true,
                new Random(1),
                time -> {
                    givenUp.incrementAndGet();
                    Thread.sleep(time);
                },
                new DeliveryLog("the proxy", InstantSource.system(), new SinkMetrics()));
        Mirror mirror = new Mirror(target, retry, DeadLetters.refused(), "zombie", "writer", new SinkMetrics());
        mirror.claim();
        return mirror;
    }

    private static HranaTarget target(String url, TursoServer turso) {
        return HranaTarget.open(
                HranaOptions.of(HranaUrl.parse(url), () -> turso.token().orElse(null), IMPATIENT, IMPATIENT));
    }
}
