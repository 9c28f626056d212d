package io.debezium.server.turso.hrana;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.RecordedRequest;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.TargetException;
import io.debezium.server.turso.sql.Transaction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HranaTargetTest {
    private static final Reaction COMMITTED = Reaction.json(HranaAnswers.committed(1));
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final String CLOSE = "{\"type\":\"close\"}";

    @Test
    void aTransactionIsOnePostOfOneBatchAndACloseWithAKnownLength() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(COMMITTED);
                HranaTarget target = Targets.open(hrana.url() + "/dev/acme", () -> "t0ken")) {
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());

            RecordedRequest request = hrana.requests().getFirst();
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /dev/acme/v2/pipeline");
            assertThat(request.header("Authorization")).contains("Bearer t0ken");
            assertThat(request.header("Content-Type")).contains("application/json");
            assertThat(request.header("Content-Length")).isPresent();
            assertThat(request.header("Transfer-Encoding")).isEmpty();
            assertThat(request.header("Upgrade")).isEmpty();
            assertThat(request.body())
                    .contains("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
                    .endsWith(CLOSE + "]}");
        }
    }

    @Test
    void withoutATokenNoAuthorizationIsSent() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(COMMITTED);
                HranaTarget target = Targets.open(hrana.url())) {
            target.commit(Targets.ONE);

            assertThat(hrana.requests().getFirst().header("Authorization")).isEmpty();
        }
    }

    @Test
    void aServerThatKnowsNoCloseIsAskedWithoutOneFromThenOn() throws InterruptedException {
        try (ScriptedHrana hrana =
                        ScriptedHrana.playing(Reaction.answer(HranaAnswers.closeRefused()), COMMITTED, COMMITTED);
                HranaTarget target = Targets.open(hrana.url())) {
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());

            assertThat(hrana.requests().stream().map(request -> request.body().contains(CLOSE)))
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void aServerThatKeepsStreamsOpenAfterAllIsAskedToCloseThem() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(
                        Reaction.answer(HranaAnswers.closeRefused()),
                        Reaction.json(HranaAnswers.withBaton(HranaAnswers.committed(1))),
                        COMMITTED,
                        Reaction.answer(HranaAnswers.closeRefused()),
                        COMMITTED);
                HranaTarget target = Targets.open(hrana.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            }

            assertThat(hrana.requests().stream().map(request -> request.body().contains(CLOSE)))
                    .containsExactly(true, false, true, true, false);
            assertThat(hrana.requests()).allMatch(request -> request.body().startsWith("{\"baton\":null"));
        }
    }

    @Test
    void anIpv6AddressIsReachedAndNamedInBrackets() throws Exception {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByAddress(IPV6_LOOPBACK));
        try (ScriptedHrana hrana = ScriptedHrana.on(socket, COMMITTED);
                HranaTarget target = Targets.open("http://[::1]:" + hrana.port())) {
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            assertThat(hrana.requests().getFirst().header("Host")).contains("[::1]:" + hrana.port());
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(COMMITTED, COMMITTED, COMMITTED);
                HranaTarget target = Targets.open(hrana.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            }

            assertThat(hrana.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerMayCloseTheConnectionAfterEachAnswer() throws InterruptedException {
        Reaction closing = Reaction.answer(
                ScriptedAnswer.json(200, HranaAnswers.committed(1)).closing());
        try (ScriptedHrana hrana = ScriptedHrana.playing(closing, closing, closing);
                HranaTarget target = Targets.open(hrana.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            }

            assertThat(hrana.connections()).isEqualTo(3);
        }
    }

    @Test
    void aQueryReturnsRows() throws InterruptedException, TargetException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(
                        Reaction.json(HranaAnswers.rows("[[{\"type\":\"integer\",\"value\":\"7\"}]]")));
                HranaTarget target = Targets.open(hrana.url())) {
            assertThat(target.query(Statement.of("SELECT 7"))).containsExactly(List.of(SqlValue.of(7)));
        }
    }

    @Test
    void aQueryThatFailsSaysWhy() {
        try (ScriptedHrana hrana = ScriptedHrana.playing(
                        Reaction.json(HranaAnswers.requestFailed("PREPARE_ERROR", "Parse error: no such table: t")),
                        Reaction.json(HranaAnswers.committed(0)),
                        Reaction.answer(ScriptedAnswer.html(502)));
                HranaTarget target = Targets.open(hrana.url())) {
            assertThatThrownBy(() -> target.query(Statement.of("SELECT * FROM t")))
                    .isInstanceOf(TargetException.class)
                    .hasMessage("STATEMENT: PREPARE_ERROR: Parse error: no such table: t");
            assertThatThrownBy(() -> target.query(Statement.of("SELECT 1"))).hasMessageStartingWith("ANSWER_LOST: ");
            assertThatThrownBy(() -> target.query(Statement.of("SELECT 1"))).hasMessageStartingWith("UNAVAILABLE: ");
            assertThatThrownBy(() -> target.query(Statement.of("SELECT ?1"))).hasMessageStartingWith("STATEMENT: ");
        }
    }

    @Test
    void aStatementWithTooFewArgumentsIsNeverSent() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing();
                HranaTarget target = Targets.open(hrana.url())) {
            Outcome outcome = target.commit(new Transaction(Statement.of("SELECT ?1"), List.of()));

            assertThat(outcome).isInstanceOf(Outcome.NotCommitted.class);
            assertThat(hrana.connections()).isZero();
        }
    }

    @Test
    void anInterruptDropsTheConnectionAndTheTargetStaysUsable() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedHrana hrana = ScriptedHrana.playing(Reaction.silence(arrived, left), COMMITTED);
                HranaTarget target = Targets.open(hrana.url())) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread waiting = Thread.ofPlatform().start(() -> thrown.complete(thrownBy(target)));
            arrived.await();
            waiting.interrupt();

            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            assertThat(hrana.connections()).isEqualTo(2);
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        try (ScriptedHrana hrana = ScriptedHrana.playing();
                HranaTarget target = Targets.open(hrana.url())) {
            Thread.currentThread().interrupt();

            assertThat(thrownBy(target)).isInstanceOf(InterruptedException.class);
            assertThat(hrana.connections()).isZero();
        }
    }

    @Test
    void closingEndsAnOperationUnderWay() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedHrana hrana = ScriptedHrana.playing(Reaction.silence(arrived, left))) {
            HranaTarget target = Targets.open(hrana.url());
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> outcome.complete(committed(target)));
            arrived.await();
            target.close();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Unknown.class);
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedTargetRefusesAndMayBeClosedAgain() throws InterruptedException {
        HranaTarget target = Targets.open("http://127.0.0.1:1");
        target.close();
        target.close();

        assertThat(target.commit(Targets.ONE)).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> assertThat(
                        not.failure().kind())
                .isEqualTo(FailureKind.UNREACHABLE));
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(COMMITTED)) {
            Set<Thread> others = vertxThreads();
            HranaTarget target = Targets.open(hrana.url());
            target.commit(Targets.ONE);
            Set<Thread> own = vertxThreads();
            own.removeAll(others);
            assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
            target.close();

            for (Thread thread : own) {
                assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void theDescriptionShowsNoToken() {
        try (HranaTarget target =
                Targets.open("libsql://menu.turso.io?authToken=SECRET", () -> "SECRET", Duration.ofSeconds(1))) {
            assertThat(target.description()).isEqualTo("https://menu.turso.io");
        }
    }

    private static Set<Thread> vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert"))
                .collect(Collectors.toSet());
    }

    private static Throwable thrownBy(HranaTarget target) {
        try {
            return new AssertionError(target.commit(Targets.ONE));
        } catch (InterruptedException expected) {
            return expected;
        }
    }

    private static Outcome committed(HranaTarget target) {
        try {
            return target.commit(Targets.ONE);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
