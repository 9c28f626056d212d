package io.debezium.server.turso.hrana.failure;

import java.util.Locale;

import io.debezium.server.turso.hrana.wire.HranaError;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;

/**
 * Errors that the server answered within the protocol, with HTTP 200.
 *
 * <p>The code decides where it is one of libSQL's. tursodb has codes for the stage only, so there the message decides.
 */
public final class SqlFailures {
    private SqlFailures() {}

    /**
     * What {@code error} means for the transaction or query that it ended.
     *
     * @param where the words that go before the server's
     * @param step as in {@link Failure#step()}
     */
    public static Verdict verdict(HranaError error, String where, int step) {
        Failure failure = new Failure(kind(error), where + error.describe(), null, step);
        return mayHaveRun(error) ? new Verdict.Undecided(failure) : new Verdict.NothingRan(failure);
    }

    /** The kind of {@code error}. */
    public static FailureKind kind(HranaError error) {
        String code = error.code().toUpperCase(Locale.ROOT);
        return code.startsWith("SQLITE_") ? bySqliteCode(code, error) : byServerCode(code, error);
    }

    /** A replica lost its primary, or the server gave up on its answer while the program ran. */
    private static boolean mayHaveRun(HranaError error) {
        return error.code().equals("PROXY_ERROR") || error.code().equals("RESPONSE_TOO_LARGE");
    }

    private static FailureKind bySqliteCode(String code, HranaError error) {
        // Extended codes go on after the primary one: SQLITE_CONSTRAINT_UNIQUE.
        return switch (code.split("_", 3)[1]) {
            case "BUSY", "LOCKED", "PROTOCOL", "SCHEMA" -> FailureKind.BUSY;
            case "CONSTRAINT" -> FailureKind.CONSTRAINT;
            case "MISMATCH" -> FailureKind.MISMATCH;
            case "FULL" -> FailureKind.FULL;
            case "TOOBIG" -> FailureKind.TOO_LARGE;
            case "READONLY", "AUTH", "PERM" -> FailureKind.FORBIDDEN;
            case "IOERR", "INTERRUPT", "CORRUPT", "NOTADB", "CANTOPEN", "NOMEM", "INTERNAL", "ABORT" ->
                FailureKind.UNAVAILABLE;
            default -> byMessage(error);
        };
    }

    private static FailureKind byServerCode(String code, HranaError error) {
        return switch (code) {
            case "TRANSACTION_TIMEOUT" -> FailureKind.LOCK_STOLEN;
            case "TRANSACTION_BUSY" -> FailureKind.BUSY;
            case "STREAM_EXPIRED" -> FailureKind.STREAM_LOST;
            case "BLOCKED" -> FailureKind.QUOTA;
            case "PROXY_ERROR", "RESPONSE_TOO_LARGE" -> FailureKind.UNAVAILABLE;
            case "ARGS_INVALID" -> tooBig(message(error)) ? FailureKind.TOO_LARGE : FailureKind.STATEMENT;
            case "SQL_PARSE_ERROR", "SQL_NO_STATEMENT", "SQL_MANY_STATEMENTS", "SQL_INPUT_ERROR" ->
                FailureKind.STATEMENT;
            default -> byMessage(error);
        };
    }

    private static FailureKind byMessage(HranaError error) {
        String message = message(error);
        if (message.endsWith("(19)") || message.contains("constraint failed")) {
            return FailureKind.CONSTRAINT;
        }
        if (message.contains("datatype mismatch")) {
            return FailureKind.MISMATCH;
        }
        if (message.contains("is locked") || message.contains("database is busy") || isInTransaction(message)) {
            return FailureKind.BUSY;
        }
        if (message.contains("is full")) {
            return FailureKind.FULL;
        }
        return tooBig(message) ? FailureKind.TOO_LARGE : FailureKind.STATEMENT;
    }

    /** tursodb has one connection for all: another client left its transaction open. The batch's ROLLBACK ends it. */
    private static boolean isInTransaction(String message) {
        return message.contains("cannot start a transaction within a transaction");
    }

    private static boolean tooBig(String message) {
        return message.contains("too big") || message.contains("too large");
    }

    private static String message(HranaError error) {
        return error.message().toLowerCase(Locale.ROOT).strip();
    }
}
