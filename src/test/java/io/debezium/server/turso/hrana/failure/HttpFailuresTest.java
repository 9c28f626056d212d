package io.debezium.server.turso.hrana.failure;

import java.time.Duration;
import java.time.Instant;

import io.debezium.server.turso.sql.FailureKind;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HttpFailuresTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @ParameterizedTest(name = "{0} {1}: {2}, {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        400 | {"error":"Invalid host header"}                            | NothingRan | PROTOCOL         | HTTP 400: Invalid host header
        400 | {"message":"The stream has expired","code":"STREAM_EXPIRED"} | NothingRan | STREAM_LOST    | HTTP 400: STREAM_EXPIRED: The stream has expired
        400 | Received an invalid baton                                  | NothingRan | STREAM_LOST      | HTTP 400: Received an invalid baton
        400 | Could not parse JSON request body                          | NothingRan | PROTOCOL         | HTTP 400: Could not parse JSON request body
        401 | {"error":"The JWT has expired"}                            | NothingRan | UNAUTHORIZED     | HTTP 401: The JWT has expired
        402 | ~~                                                         | NothingRan | QUOTA            | HTTP 402
        403 | {"error":"Forbidden"}                                      | NothingRan | FORBIDDEN        | HTTP 403: Forbidden
        403 | {"error":"writes are blocked, upgrade your plan"}          | NothingRan | QUOTA            | HTTP 403: writes are blocked, upgrade your plan
        404 | {"error":"Namespace `x` doesn't exist"}                    | NothingRan | DATABASE_MISSING | HTTP 404: Namespace `x` doesn't exist
        405 | ~~                                                         | NothingRan | PROTOCOL         | HTTP 405
        408 | ~~                                                         | Undecided  | UNAVAILABLE      | HTTP 408
        413 | <html>nginx</html>                                         | NothingRan | REQUEST_TOO_LARGE | HTTP 413: an HTML page, as a proxy or gateway sends it
        429 | {"error":"Too many concurrent requests"}                   | NothingRan | THROTTLED        | HTTP 429: Too many concurrent requests
        500 | {"error":"Internal"}                                       | Undecided  | UNAVAILABLE      | HTTP 500: Internal
        502 | <html><h1>Bad Gateway</h1></html>                          | Undecided  | UNAVAILABLE      | HTTP 502: an HTML page, as a proxy or gateway sends it
        503 | {"broken                                                   | Undecided  | UNAVAILABLE      | HTTP 503: {"broken
        504 | ~~                                                         | Undecided  | UNAVAILABLE      | HTTP 504
        599 | ~~                                                         | Undecided  | UNAVAILABLE      | HTTP 599
        204 | ~~                                                         | Undecided  | ANSWER_LOST      | HTTP 204
        308 | ~~                                                         | NothingRan | PROTOCOL         | HTTP 308 (a redirect, which is not followed: give the URL it leads to)
        """)
    void eachStatusHasItsMeaning(int status, @Nullable String body, String verdict, FailureKind kind, String detail) {
        Verdict read = verdict(status, null, body == null ? "" : body);

        assertThat(read.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(read.failure().kind()).isEqualTo(kind);
        assertThat(read.failure().detail()).isEqualTo(detail);
        assertThat(read.failure().retryAfter()).isNull();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
        7                              | PT7S
        ' 0 '                          | PT0S
        Tue, 24 Nov 2026 08:01:30 GMT  | PT1M30S
        Tue, 24 Nov 2026 07:00:00 GMT  | PT0S
        soon                           |
        -1                             |
        99999999999999999999           |
        """)
    void retryAfterIsSecondsOrADate(String header, @Nullable Duration wait) {
        assertThat(verdict(429, header, "").failure().retryAfter()).isEqualTo(wait);
        assertThat(verdict(503, header, "").failure().retryAfter()).isEqualTo(wait);
    }

    @Test
    void onlyTursodbsOwnWordsMeanThatItTakesNoClose() {
        String words = "Failed to parse pipeline request: unknown variant `close`, expected `execute` or `batch`";

        assertThat(new HttpAnswer(500, null, Buffer.buffer(words)).refusesClose())
                .isTrue();
        assertThat(new HttpAnswer(200, null, Buffer.buffer(words)).refusesClose())
                .isFalse();
        assertThat(new HttpAnswer(500, null, Buffer.buffer("closed")).refusesClose())
                .isFalse();
    }

    private static Verdict verdict(int status, @Nullable String retryAfter, String body) {
        return HttpFailures.verdict(new HttpAnswer(status, retryAfter, Buffer.buffer(body)), NOW);
    }
}
