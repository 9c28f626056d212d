package io.debezium.server.turso.bench.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.hrana.HranaOptions;
import io.debezium.server.turso.hrana.HranaTarget;
import io.debezium.server.turso.hrana.HranaUrl;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FaultProxyTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Transaction ONE = new Transaction(Statement.of("SELECT 1"), List.of(Statement.of("SELECT 2")));
    private static final Reaction COMMITTED = Reaction.json(HranaAnswers.committed(1));
    private static final Reaction FENCED =
            Reaction.json(HranaAnswers.failed(1, 1, "SQLITE_CONSTRAINT", "NOT NULL constraint failed"));

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new Fault.Pass(), Outcome.Committed.class, 1),
                arguments(new Fault.CutBeforeRequest(), Outcome.Unknown.class, 0),
                arguments(new Fault.CutAfterRequest(), Outcome.Unknown.class, 1),
                arguments(new Fault.CutInsideAnswer(0), Outcome.Unknown.class, 1),
                arguments(new Fault.CutInsideAnswer(70), Outcome.Unknown.class, 1),
                arguments(new Fault.CutInsideAnswer(1_000_000), Outcome.Unknown.class, 1),
                arguments(new Fault.Stall(Duration.ofMillis(50), new Fault.Pass()), Outcome.Committed.class, 1),
                arguments(
                        new Fault.Stall(Duration.ofMillis(50), new Fault.CutAfterRequest()), Outcome.Unknown.class, 1),
                arguments(new Fault.Duplicate(), Outcome.Fenced.class, 2),
                arguments(new Fault.Late(Duration.ZERO), Outcome.Unknown.class, 1),
                arguments(new Fault.Status(ScriptedAnswer.html(502)), Outcome.Unknown.class, 0),
                arguments(new Fault.Status(ScriptedAnswer.text(429, "")), Outcome.NotCommitted.class, 0));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theClientAndTheServerSeeWhatTheFaultSays(Fault fault, Class<? extends Outcome> outcome, int arrived)
            throws InterruptedException {
        try (ScriptedHrana server = ScriptedHrana.playing(COMMITTED, FENCED);
                FaultProxy proxy = proxy(server, Schedule.inTurn(fault));
                HranaTarget target = target(proxy)) {
            assertThat(target.commit(ONE)).isInstanceOf(outcome);
            Waiting.until(
                    "the request to arrive", LIMIT, () -> server.requests().size() == arrived);
            assertThat(proxy.counts()).isEqualTo(Map.of(fault.getClass().getSimpleName(), 1));
        }
    }

    @Test
    void aRefusedConnectionBringsNothingToTheServer() throws InterruptedException {
        try (ScriptedHrana server = ScriptedHrana.playing(COMMITTED);
                FaultProxy proxy = proxy(server, Schedule.inTurn(new Fault.Refuse()));
                HranaTarget target = target(proxy)) {
            // Whether the client notices before or after it has written the request is the network's to decide.
            assertThat(target.commit(ONE)).isInstanceOfAny(Outcome.NotCommitted.class, Outcome.Unknown.class);
            assertThat(server.connections()).isZero();
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Committed.class);
        }
    }

    @Test
    void aKeptConnectionMeetsAFaultPerRequest() throws InterruptedException {
        try (ScriptedHrana server = ScriptedHrana.playing(COMMITTED, COMMITTED);
                FaultProxy proxy =
                        proxy(server, Schedule.inTurn(new Fault.Pass(), new Fault.Refuse(), new Fault.Pass()));
                HranaTarget target = target(proxy)) {
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Committed.class);
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Unknown.class);
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Committed.class);
            assertThat(proxy.counts()).isEqualTo(Map.of("Pass", 2, "Refuse", 1));
        }
    }

    @Test
    void switchedOffItOnlyPassesAndTheScheduleStandsStill() throws InterruptedException {
        try (ScriptedHrana server = ScriptedHrana.playing(COMMITTED, COMMITTED);
                FaultProxy proxy = proxy(server, Schedule.inTurn(new Fault.CutBeforeRequest()));
                HranaTarget target = target(proxy)) {
            proxy.setFaulty(false);
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Committed.class);
            proxy.setFaulty(true);
            assertThat(target.commit(ONE)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aRandomScheduleIsTheSameForTheSameSeed() {
        Schedule once = Schedule.random(7, 30, List.of(new Fault.Refuse(), new Fault.Duplicate()));
        Schedule again = Schedule.random(7, 30, List.of(new Fault.Refuse(), new Fault.Duplicate()));

        List<Fault> faults = IntStream.range(0, 2000).mapToObj(once::at).toList();

        assertThat(faults)
                .isEqualTo(IntStream.range(0, 2000).mapToObj(again::at).toList());
        assertThat(faults.stream()
                        .filter(fault -> !(fault instanceof Fault.Pass))
                        .count())
                .isBetween(500L, 700L);
        assertThat(faults.subList(0, 6)).contains(new Fault.Refuse(), new Fault.Duplicate());
        assertThat(faults.subList(6, 12)).contains(new Fault.Refuse(), new Fault.Duplicate());
    }

    private static FaultProxy proxy(ScriptedHrana server, Schedule schedule) {
        return FaultProxy.before(URI.create(server.url()), schedule);
    }

    private static HranaTarget target(FaultProxy proxy) {
        return HranaTarget.open(HranaOptions.of(HranaUrl.parse(proxy.url().toString()), () -> null, LIMIT, LIMIT));
    }
}
