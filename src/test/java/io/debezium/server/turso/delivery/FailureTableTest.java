package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.delivery.FailurePolicy.Action;
import io.debezium.server.turso.hrana.HranaOptions;
import io.debezium.server.turso.hrana.HranaTarget;
import io.debezium.server.turso.hrana.HranaUrl;
import io.debezium.server.turso.metrics.SinkMetrics;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.debezium.server.turso.delivery.FailurePolicy.Action.RETRY;
import static io.debezium.server.turso.delivery.FailurePolicy.Action.RETRY_OR_STOP;
import static io.debezium.server.turso.delivery.FailurePolicy.Action.STOP;
import static io.debezium.server.turso.delivery.FailurePolicy.Action.STOP_OR_DEAD_LETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From what the server or the network does to what the sink does about it: every kind of failure, over real sockets. */
class FailureTableTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Transaction TRANSACTION =
            new Transaction(Statement.of("UPDATE f SET n = 1"), List.of(Statement.of("INSERT INTO t VALUES (1)")));

    /** Whether the transaction may have been applied. */
    private enum Applied {
        NO,
        PERHAPS
    }

    private record Row(String name, Reaction reaction, String url, FailureKind kind, Applied applied, Action action) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                        network(),
                        answers(),
                        sql("SQLITE_BUSY", "database is locked", FailureKind.BUSY, RETRY),
                        sql("TRANSACTION_TIMEOUT", "Transaction timed-out", FailureKind.LOCK_STOLEN, RETRY),
                        sql("BLOCKED", "writes are blocked", FailureKind.QUOTA, RETRY_OR_STOP),
                        sql("SQLITE_FULL", "database or disk is full", FailureKind.FULL, RETRY_OR_STOP),
                        sql("SQLITE_CONSTRAINT", "UNIQUE", FailureKind.CONSTRAINT, STOP_OR_DEAD_LETTER),
                        sql("SQLITE_MISMATCH", "datatype mismatch", FailureKind.MISMATCH, STOP_OR_DEAD_LETTER),
                        sql("ARGS_INVALID", "string or blob too big", FailureKind.TOO_LARGE, STOP_OR_DEAD_LETTER),
                        sql("SQLITE_TOOBIG", "string or blob too big", FailureKind.TOO_LARGE, STOP_OR_DEAD_LETTER),
                        sql("SQL_PARSE_ERROR", "near x: syntax error", FailureKind.STATEMENT, STOP),
                        sql("SQLITE_NEVER_SEEN", "what is this", FailureKind.STATEMENT, STOP))
                .flatMap(List::stream);
    }

    private static List<Row> network() {
        return List.of(
                unreachable("DNS", "http://no-such-host.invalid", FailureKind.UNREACHABLE, RETRY),
                unreachable("nobody listens", "http://127.0.0.1:1", FailureKind.UNREACHABLE, RETRY),
                new Row(
                        "no TLS spoken",
                        Reaction.withoutTls("HTTP/1.1 400 Bad Request\r\n\r\n"),
                        "https:",
                        FailureKind.TLS,
                        Applied.NO,
                        RETRY_OR_STOP),
                new Row(
                        "timeout before the body",
                        conversation -> conversation.awaitClient(),
                        "https:",
                        FailureKind.UNREACHABLE,
                        Applied.NO,
                        RETRY),
                perhaps("timeout after the body", Reaction.silence(), FailureKind.TIMEOUT),
                perhaps("reset after the body", Reaction.resetAfterReading(), FailureKind.ANSWER_LOST),
                perhaps(
                        "an answer cut off",
                        Reaction.cut(ScriptedAnswer.json(200, HranaAnswers.committed(1)), 150),
                        FailureKind.ANSWER_LOST));
    }

    private static List<Row> answers() {
        return List.of(
                perhaps("JSON cut off", json("{\"baton\":null,\"results\":[{\"ty"), FailureKind.ANSWER_LOST),
                perhaps("JSON of another kind", json("[1,2]"), FailureKind.ANSWER_LOST),
                perhaps("an HTML page with 200", answer(ScriptedAnswer.html(200)), FailureKind.ANSWER_LOST),
                perhaps("408", answer(ScriptedAnswer.text(408, "")), FailureKind.UNAVAILABLE),
                perhaps("502", answer(ScriptedAnswer.html(502)), FailureKind.UNAVAILABLE),
                perhaps("503", answer(ScriptedAnswer.text(503, "starting")), FailureKind.UNAVAILABLE),
                perhaps("504", answer(ScriptedAnswer.html(504).closing()), FailureKind.UNAVAILABLE),
                no("429", answer(ScriptedAnswer.text(429, "")), FailureKind.THROTTLED, RETRY),
                no(
                        "429 with Retry-After",
                        answer(ScriptedAnswer.text(429, "").with("Retry-After", "7")),
                        FailureKind.THROTTLED,
                        RETRY),
                no(
                        "an expired stream",
                        answer(ScriptedAnswer.json(400, "{\"message\":\"expired\",\"code\":\"STREAM_EXPIRED\"}")),
                        FailureKind.STREAM_LOST,
                        RETRY),
                no(
                        "an invalid baton",
                        answer(ScriptedAnswer.text(400, "Received an invalid baton")),
                        FailureKind.STREAM_LOST,
                        RETRY),
                no("400", answer(ScriptedAnswer.text(400, "malformed")), FailureKind.PROTOCOL, STOP),
                no("401", answer(ScriptedAnswer.text(401, "")), FailureKind.UNAUTHORIZED, RETRY_OR_STOP),
                no("403", answer(ScriptedAnswer.text(403, "")), FailureKind.FORBIDDEN, RETRY_OR_STOP),
                // Cloud says so to a lost baton too; none is sent, so here it can only be the database.
                no("404", answer(ScriptedAnswer.html(404)), FailureKind.DATABASE_MISSING, RETRY_OR_STOP),
                no("413", answer(ScriptedAnswer.html(413)), FailureKind.REQUEST_TOO_LARGE, STOP));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatHappensHasItsKindAndItsPolicy(Row row) throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.always(row.reaction);
                HranaTarget target = open(row, hrana)) {
            Failure failure =
                    switch (target.commit(TRANSACTION)) {
                        case Outcome.NotCommitted not -> not.failure();
                        case Outcome.Unknown unknown -> unknown.failure();
                        case Outcome.Committed committed -> throw new AssertionError("committed");
                        case Outcome.Fenced fenced -> throw new AssertionError("fenced");
                    };
            assertThat(failure.kind()).as(failure.detail()).isEqualTo(row.kind);
            assertThat(target.commit(TRANSACTION).getClass().getSimpleName())
                    .isEqualTo(row.applied == Applied.PERHAPS ? "Unknown" : "NotCommitted");
            assertThat(FailurePolicy.of(row.kind).action()).isEqualTo(row.action);
            switch (row.action) {
                case RETRY -> assertThat(pauseOf(target, true)).isLessThan(LONGEST);
                case RETRY_OR_STOP -> {
                    assertThat(pauseOf(target, false)).isEqualTo(LONGEST);
                    assertStops(target, row);
                }
                case STOP, STOP_OR_DEAD_LETTER -> assertStops(target, row);
            }
        }
    }

    @Test
    void theWaitThatTheServerAsksForIsKept() throws InterruptedException {
        Reaction throttled = answer(ScriptedAnswer.text(429, "").with("Retry-After", "77"));
        try (ScriptedHrana hrana = ScriptedHrana.always(throttled);
                HranaTarget target =
                        HranaTarget.open(HranaOptions.of(HranaUrl.parse(hrana.url()), () -> null, LONGEST, LONGEST))) {
            assertThat(pauseOf(target, true)).isEqualTo(Duration.ofSeconds(77));
        }
    }

    @Test
    void everyKindIsInTheTable() {
        assertThat(rows().map(Row::kind).collect(Collectors.toSet())).containsExactlyInAnyOrder(FailureKind.values());
    }

    private static void assertStops(HranaTarget target, Row row) {
        assertThatThrownBy(() -> pauseOf(target, true))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(
                        row.kind.name(), FailurePolicy.of(row.kind).advice());
    }

    /** The first pause that is taken; the wait itself is broken off as by a shutdown. */
    private static Duration pauseOf(HranaTarget target, boolean stopOnRefusal) throws InterruptedException {
        List<Duration> pauses = new ArrayList<>();
        Retry retry = new Retry(
                new Backoff(SHORT, LONGEST),
                stopOnRefusal,
                new Random(1),
                pause -> {
                    pauses.add(pause);
                    throw new InterruptedException("the test has seen enough");
                },
                new DeliveryLog("the script", InstantSource.system(), new SinkMetrics()));
        try {
            retry.until("the test", () -> target.commit(TRANSACTION));
        } catch (InterruptedException expected) {
            return pauses.getFirst().compareTo(SHORT) > 0 ? pauses.getFirst() : SHORT;
        }
        throw new AssertionError("nothing failed");
    }

    private static HranaTarget open(Row row, ScriptedHrana hrana) {
        String url = Optional.of(row.url).filter(given -> given.contains("//")).orElseGet(() -> hrana.url()
                .replace("http:", row.url.isEmpty() ? "http:" : row.url));
        Duration limit = row.name.startsWith("timeout") ? Duration.ofMillis(300) : Duration.ofSeconds(20);
        return HranaTarget.open(HranaOptions.of(HranaUrl.parse(url), () -> null, limit, limit));
    }

    private static Row perhaps(String name, Reaction reaction, FailureKind kind) {
        return new Row(name, reaction, "", kind, Applied.PERHAPS, RETRY);
    }

    private static Row no(String name, Reaction reaction, FailureKind kind, Action action) {
        return new Row(name, reaction, "", kind, Applied.NO, action);
    }

    private static Row unreachable(String name, String url, FailureKind kind, Action action) {
        return new Row(name, Reaction.silence(), url, kind, Applied.NO, action);
    }

    private static List<Row> sql(String code, String message, FailureKind kind, Action action) {
        return List.of(no(code, json(HranaAnswers.failed(1, 2, code, message)), kind, action));
    }

    private static Reaction json(String body) {
        return Reaction.json(body);
    }

    private static Reaction answer(ScriptedAnswer answer) {
        return Reaction.answer(answer);
    }
}
