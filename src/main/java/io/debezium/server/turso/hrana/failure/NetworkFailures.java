package io.debezium.server.turso.hrana.failure;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import org.jspecify.annotations.Nullable;

/** Failures below HTTP: what became of a request that got no complete answer. */
public final class NetworkFailures {
    private NetworkFailures() {}

    /** Nothing ran if the request was not written; else nobody can tell from here. */
    public static Verdict verdict(ExchangeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return failure.written()
                ? new Verdict.Undecided(afterWriting(cause))
                : new Verdict.NothingRan(beforeWriting(cause));
    }

    private static Failure afterWriting(Throwable cause) {
        // TLS 1.3: a server that misses the client's certificate says so after the first request only.
        if (isA(SSLHandshakeException.class, cause)) {
            return Failure.of(FailureKind.TLS, "the TLS session was refused: " + describe(cause));
        }
        return isA(TimeoutException.class, cause)
                ? Failure.of(FailureKind.TIMEOUT, "no complete answer in time")
                : Failure.of(
                        FailureKind.ANSWER_LOST,
                        "the connection ended before the answer was complete: " + describe(cause));
    }

    private static Failure beforeWriting(Throwable cause) {
        if (isA(SSLException.class, cause) || isA(CertificateException.class, cause)) {
            return Failure.of(FailureKind.TLS, "no TLS session: " + describe(cause));
        }
        return Failure.of(FailureKind.UNREACHABLE, "no connection: " + reason(cause));
    }

    private static String reason(Throwable cause) {
        if (isA(UnknownHostException.class, cause)) {
            return "the host name is not known here";
        }
        // Netty's "connection timed out" is a ConnectException too and says so itself.
        return isA(TimeoutException.class, cause) && !isA(ConnectException.class, cause)
                ? "not made in time"
                : describe(cause);
    }

    private static String describe(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static boolean isA(Class<? extends Throwable> type, @Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
