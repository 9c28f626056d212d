package io.debezium.server.turso.hrana.failure;

import java.time.Duration;
import java.time.Instant;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * HTTP answers other than 200, to a pipeline of one request on a new stream.
 *
 * <p>A refusal (3xx, 4xx) came before the request ran, or ended its stream and so rolled it back. A server error or a
 * 408 may come from a gateway that gave up on a server which did not.
 */
public final class HttpFailures {
    private HttpFailures() {}

    /**
     * What {@code answer} means.
     *
     * @param now what a date in Retry-After is counted from
     */
    public static Verdict verdict(HttpAnswer answer, Instant now) {
        ErrorBody body = ErrorBody.of(answer.body());
        FailureKind kind = kind(answer.status(), body);
        @Nullable Duration wait = RetryAfter.parse(answer.retryAfter(), now);
        Failure failure = new Failure(kind, detail(answer.status(), body), wait, -1);
        return mayHaveRun(answer.status()) ? new Verdict.Undecided(failure) : new Verdict.NothingRan(failure);
    }

    private static boolean mayHaveRun(int status) {
        return status < 300 || status == 408 || status >= 500;
    }

    private static FailureKind kind(int status, ErrorBody body) {
        return switch (status) {
            case 400 -> badRequest(body);
            case 401 -> FailureKind.UNAUTHORIZED;
            case 402 -> FailureKind.QUOTA;
            case 403 -> body.mentions("BLOCKED") ? FailureKind.QUOTA : FailureKind.FORBIDDEN;
            case 404 -> FailureKind.DATABASE_MISSING;
            case 408 -> FailureKind.UNAVAILABLE;
            case 413 -> FailureKind.REQUEST_TOO_LARGE;
            case 429 -> FailureKind.THROTTLED;
            default -> status >= 500 ? FailureKind.UNAVAILABLE : otherwise(status);
        };
    }

    private static FailureKind otherwise(int status) {
        return status < 300 ? FailureKind.ANSWER_LOST : FailureKind.PROTOCOL;
    }

    private static FailureKind badRequest(ErrorBody body) {
        boolean streamLost = body.mentions("STREAM_EXPIRED") || body.mentions("baton");
        return streamLost ? FailureKind.STREAM_LOST : FailureKind.PROTOCOL;
    }

    private static String detail(int status, ErrorBody body) {
        String answered = "HTTP " + status + (body.text().isEmpty() ? "" : ": " + body.text());
        return status >= 300 && status < 400
                ? answered + " (a redirect, which is not followed: give the URL it leads to)"
                : answered;
    }
}
