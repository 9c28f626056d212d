package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a transaction's outcome is when the network or a gateway is at fault, and that the next one is well. */
final class HranaFaultsTest {
    /** More than the operating system takes of a connection whose reader does not read. */
    private static final int BEYOND_BUFFERS = 12_000_000;

    private static final ScriptedAnswer COMMITTED = ScriptedAnswer.json(200, HranaAnswers.committed(1));

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("reset while the request is written", Reaction.resetBeforeReading(), FailureKind.ANSWER_LOST),
                fault("end after the request was read", Reaction.endAfterReading(), FailureKind.ANSWER_LOST),
                fault("reset after the request was read", Reaction.resetAfterReading(), FailureKind.ANSWER_LOST),
                fault("cut within the head", Reaction.cut(COMMITTED, 20), FailureKind.ANSWER_LOST),
                fault("cut within the body", Reaction.cut(COMMITTED, 150), FailureKind.ANSWER_LOST),
                fault("no HTTP", Reaction.garbage("SSH-2.0-OpenSSH_9.6\r\n\r\n"), FailureKind.ANSWER_LOST),
                fault("cut JSON", answer(ScriptedAnswer.json(200, "{\"results\":[{")), FailureKind.ANSWER_LOST),
                fault("a page with 200", answer(ScriptedAnswer.html(200)), FailureKind.ANSWER_LOST),
                fault("no answer", Reaction.silence(), FailureKind.TIMEOUT),
                fault("an answer too slow", Reaction.drip(COMMITTED, Duration.ofMillis(100)), FailureKind.TIMEOUT),
                fault("408", answer(ScriptedAnswer.text(408, "")), FailureKind.UNAVAILABLE),
                fault("a gateway's 502", answer(ScriptedAnswer.html(502)), FailureKind.UNAVAILABLE),
                fault("a gateway's 504", answer(ScriptedAnswer.html(504).closing()), FailureKind.UNAVAILABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void afterTheRequestWasSentNobodyKnowsAndTheNextOneIsWell(Reaction fault, FailureKind kind)
            throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(fault, answer(COMMITTED));
                HranaTarget target = impatient(hrana.url())) {
            assertThat(target.commit(Targets.ONE)).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> assertThat(
                            unknown.failure().kind())
                    .isEqualTo(kind));

            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
        }
    }

    @Test
    void aKeptConnectionThatBreaksUnderARequestLeavesItUndecided() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(answer(COMMITTED), Reaction.resetBeforeReading());
                HranaTarget target = impatient(hrana.url())) {
            target.commit(Targets.ONE);

            assertThat(target.commit(Targets.ONE)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aSlowAnswerWithinTheLimitIsAnAnswer() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(Reaction.after(Duration.ofMillis(100), answer(COMMITTED)));
                HranaTarget target = impatient(hrana.url())) {
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
        }
    }

    /** So that a server which vanishes is missed within minutes, however long it may take to answer. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemAsksASilentServerWhetherItIsStillThere() throws InterruptedException {
        CompletableFuture<Duration> next = new CompletableFuture<>();
        try (ScriptedHrana hrana = ScriptedHrana.playing();
                HranaTarget target = Targets.open(hrana.url())) {
            hrana.then(conversation -> {
                conversation.readRequest();
                next.complete(TcpTimers.awaitKeepAlive(hrana.port()));
                conversation.send(COMMITTED.bytes());
            });
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
            assertThat(next.join()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void tooManyRequestsIsANoThatSaysHowLongToWait() throws InterruptedException {
        ScriptedAnswer throttled =
                ScriptedAnswer.json(429, "{\"error\":\"slow down\"}").with("Retry-After", "7");
        try (ScriptedHrana hrana = ScriptedHrana.playing(answer(throttled));
                HranaTarget target = impatient(hrana.url())) {
            assertThat(target.commit(Targets.ONE))
                    .isEqualTo(new Outcome.NotCommitted(
                            new Failure(FailureKind.THROTTLED, "HTTP 429: slow down", Duration.ofSeconds(7), -1)));
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws InterruptedException {
        try (ScriptedHrana elsewhere = ScriptedHrana.playing(answer(COMMITTED));
                ScriptedHrana hrana = ScriptedHrana.playing(
                        answer(ScriptedAnswer.text(307, "").with("Location", elsewhere.url() + "/v2/pipeline")));
                HranaTarget target = impatient(hrana.url())) {
            assertThat(target.commit(Targets.ONE)).isInstanceOf(Outcome.NotCommitted.class);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aRefusedConnectionIsANo() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertNotCommitted("http://127.0.0.1:" + port, FailureKind.UNREACHABLE);
    }

    @Test
    void anUnknownHostIsANoThatNamesTheReason() throws InterruptedException {
        try (HranaTarget target = impatient("http://no-such-host.invalid")) {
            assertThat(target.commit(Targets.ONE))
                    .isEqualTo(new Outcome.NotCommitted(
                            Failure.of(FailureKind.UNREACHABLE, "no connection: the host name is not known here")));
        }
    }

    /** The server reads nothing until the sink has given up, so that most of the request is still with the sink. */
    @Test
    void aRequestOfWhichTimeLetsAPartThroughIsUndecidedAndItsRestNeverComes() throws IOException, InterruptedException {
        CountDownLatch givenUp = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Reaction late = conversation -> {
            givenUp.await();
            try {
                conversation.readRequest();
            } finally {
                ended.countDown();
            }
        };
        Transaction large = new Transaction(
                Statement.of("UPDATE f SET lsn = 6"),
                List.of(Statement.of("INSERT INTO t VALUES (?1)", SqlValue.of("x".repeat(BEYOND_BUFFERS)))));
        try (ServerSocket socket = new ServerSocket()) {
            // Fixed: else the operating system's may grow to take all of it.
            socket.setReceiveBufferSize(65_536);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (ScriptedHrana hrana = ScriptedHrana.on(socket, late, answer(COMMITTED));
                    HranaTarget target = impatient(hrana.url())) {
                assertThat(target.commit(large)).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> assertThat(
                                unknown.failure().kind())
                        .isEqualTo(FailureKind.TIMEOUT));
                givenUp.countDown();
                ended.await();
                assertThat(hrana.requests().size()).as("whole requests").isZero();

                assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());
                assertThat(hrana.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void aServerWithoutTlsIsANo() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(Reaction.withoutTls("HTTP/1.1 400 Bad Request\r\n\r\n"));
                HranaTarget target = Targets.open(hrana.url().replace("http:", "https:"))) {
            assertNotCommitted(target, FailureKind.TLS);
        }
    }

    @Test
    void aConnectionThatIsNotThereWhenTimeIsUpIsANo() throws InterruptedException {
        Duration atOnce = Duration.ofMillis(1);
        try (ScriptedHrana hrana = ScriptedHrana.playing(conversation -> conversation.awaitClient())) {
            HranaUrl url = HranaUrl.parse(hrana.url().replace("http:", "https:"));
            try (HranaTarget target = HranaTarget.open(HranaOptions.of(url, () -> null, atOnce, atOnce))) {
                assertNotCommitted(target, FailureKind.UNREACHABLE);
            }
        }
    }

    @Test
    void aTlsHandshakeThatGetsNoAnswerIsANo() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(conversation -> conversation.awaitClient())) {
            assertNotCommitted(hrana.url().replace("http:", "https:"), FailureKind.UNREACHABLE);
        }
    }

    private static void assertNotCommitted(String url, FailureKind kind) throws InterruptedException {
        try (HranaTarget target = impatient(url)) {
            assertNotCommitted(target, kind);
        }
    }

    private static void assertNotCommitted(HranaTarget target, FailureKind kind) throws InterruptedException {
        assertThat(target.commit(Targets.ONE)).isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> assertThat(
                        not.failure().kind())
                .as(not.failure().detail())
                .isEqualTo(kind));
    }

    private static HranaTarget impatient(String url) {
        return HranaTarget.open(
                HranaOptions.of(HranaUrl.parse(url), () -> null, Duration.ofMillis(1000), Duration.ofMillis(500)));
    }

    private static Reaction answer(ScriptedAnswer answer) {
        return Reaction.answer(answer);
    }

    private static Arguments fault(String name, Reaction reaction, FailureKind kind) {
        return arguments(named(name, reaction), kind);
    }
}
