package io.debezium.server.turso.delivery;

import io.debezium.server.turso.sql.FailureKind;

/**
 * What the sink does about each kind of failure, and the sentence that tells its operator what to do.
 *
 * @param action what happens next
 * @param advice one sentence for the operator
 */
public record FailurePolicy(Action action, String advice) {

    /** What happens after a failure. */
    public enum Action {
        /** Try again for ever, with exponential backoff and jitter. */
        RETRY,
        /** Try again for ever at the longest interval, or stop: {@code retry.fatal} decides. */
        RETRY_OR_STOP,
        /** Stop, the position does not move; or set the row aside: {@code error.mode} decides. */
        STOP_OR_DEAD_LETTER,
        /** Stop; the position does not move. */
        STOP
    }

    /** The policy for {@code kind}. */
    public static FailurePolicy of(FailureKind kind) {
        return switch (kind) {
            case UNREACHABLE -> retry("Check debezium.sink.turso.url and that the server runs; the sink waits for it.");
            case TLS ->
                refused(
                        "Check the server's certificate, the JVM's trusted authorities or debezium.sink.turso.tls.ca.file, and what the server asks of the sink (tls.certificate.file).");
            case TIMEOUT ->
                retry(
                        "The target is slow or the network stalls. Where a large transaction or a snapshot does not get "
                                + "through in time, raise debezium.sink.turso.request.timeout.ms, the longest wait for an answer.");
            case ANSWER_LOST ->
                retry("The connection broke before the answer; the fence decides whether the "
                        + "transaction was applied. If this goes on, check debezium.sink.turso.url.");
            case THROTTLED -> retry("The target limits requests; the sink slows down.");
            case UNAVAILABLE -> retry("The target or its gateway is in trouble; the sink waits for it.");
            case BUSY -> retry("Another writer holds the target's lock; only the sink should write to a mirror.");
            case LOCK_STOLEN -> retry("Another writer took the lock away; only the sink should write to a mirror.");
            case STREAM_LOST -> retry("The target closed the stream; nothing of the attempt was applied.");
            case UNAUTHORIZED ->
                refused("Set a valid token in debezium.sink.turso.auth.token, auth.token.file or "
                        + "TURSO_AUTH_TOKEN; a file is read again at each attempt.");
            case FORBIDDEN -> refused("The token may not write to this database: create one with full access.");
            case DATABASE_MISSING ->
                refused("There is no such database: create it, or correct debezium.sink.turso.url.");
            case QUOTA -> refused("Writes are blocked, as when the plan's quota is used up: raise it or unblock them.");
            case FULL -> refused("The database has reached its size limit: raise it.");
            case CONSTRAINT ->
                rejected("The row contradicts a constraint of the target's table: was it changed by hand? After a "
                        + "blocking snapshot the row may be one whose key has changed in ways that only a new load of the "
                        + "mirror (debezium.sink.turso.snapshot.again) can follow.");
            case MISMATCH ->
                rejected(
                        "A numeric that is NaN is in a column that has become an integer key in Turso, which cannot hold it: "
                                + "load the mirror anew (debezium.sink.turso.snapshot.again) with numeric.mode=text, or after "
                                + "such rows are deleted in Postgres.");
            case TOO_LARGE ->
                rejected(
                        "A row is larger than the target takes (libSQL: 5 MB by default): exclude the column "
                                + "with debezium.source.column.exclude.list, raise the server's limit, or set statement.max.bytes below it.");
            case REQUEST_TOO_LARGE ->
                stop("The server or a proxy before it takes only smaller requests: raise its limit, or set "
                        + "debezium.sink.turso.batch.max.bytes and transaction.memory.bytes well below it.");
            case STATEMENT ->
                stop(
                        "The target does not take the statement: was a table of the mirror changed by hand? Where a name exists "
                                + "already, drop or rename the table, view or index that has it there.");
            case PROTOCOL -> stop("The server does not speak Hrana as expected: check debezium.sink.turso.url.");
        };
    }

    private static FailurePolicy retry(String advice) {
        return new FailurePolicy(Action.RETRY, advice);
    }

    private static FailurePolicy refused(String advice) {
        return new FailurePolicy(Action.RETRY_OR_STOP, advice);
    }

    private static FailurePolicy rejected(String advice) {
        return new FailurePolicy(Action.STOP_OR_DEAD_LETTER, advice);
    }

    private static FailurePolicy stop(String advice) {
        return new FailurePolicy(Action.STOP, advice);
    }
}
