package io.debezium.server.turso.sql;

/** Kinds of failure that differ in what the sink or its operator does about them. */
public enum FailureKind {
    /** No connection: refused, reset before the request was written, no route, name not resolved. */
    UNREACHABLE,
    /** The TLS handshake or the certificate failed. */
    TLS,
    /** No answer in time. */
    TIMEOUT,
    /** The connection ended, or the answer was cut or made no sense, after the request was written. */
    ANSWER_LOST,
    /** HTTP 429, or too many connections. */
    THROTTLED,
    /** HTTP 408, 500, 502, 503, 504. */
    UNAVAILABLE,
    /** SQLITE_BUSY or SQLITE_LOCKED: another writer holds the lock. */
    BUSY,
    /** Another writer took the lock away from this transaction (TRANSACTION_TIMEOUT). */
    LOCK_STOLEN,
    /** The stream expired or its baton was not accepted. */
    STREAM_LOST,
    /** HTTP 401: the token is missing, wrong or expired. */
    UNAUTHORIZED,
    /** HTTP 403: the token may not write. */
    FORBIDDEN,
    /** HTTP 404: no such database. */
    DATABASE_MISSING,
    /** BLOCKED: the plan's quota is used up or writes are blocked. */
    QUOTA,
    /** SQLITE_FULL: the database reached its size limit. */
    FULL,
    /** SQLITE_CONSTRAINT. */
    CONSTRAINT,
    /** SQLITE_MISMATCH: a column that is the number of its row was to take what is no integer. */
    MISMATCH,
    /** A value or statement is larger than the target takes. */
    TOO_LARGE,
    /** HTTP 413: the server, or a proxy before it, takes only smaller requests. */
    REQUEST_TOO_LARGE,
    /** The target does not accept a statement: syntax, missing table, wrong arguments. */
    STATEMENT,
    /** The request itself was refused as malformed (HTTP 400 and others): a defect here or a server of another kind. */
    PROTOCOL
}
