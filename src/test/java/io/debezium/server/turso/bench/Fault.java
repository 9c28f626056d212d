package io.debezium.server.turso.bench;

/** What becomes of one transaction on its way to the target and back. */
public enum Fault {
    /** It arrives, and so does the answer. */
    NONE,
    /** It is applied; the answer is lost. */
    ANSWER_LOST,
    /** It never arrives, and nobody can tell. */
    REQUEST_LOST,
    /** The target says that it was busy. */
    BUSY,
    /** The target says that the server is in trouble. */
    UNAVAILABLE,
    /** It arrives only when the next one does, and is applied before that. */
    OVERTAKES_RETRY,
    /** It arrives only when the next one does, and is executed after that. */
    ARRIVES_AFTER_RETRY,
    /** It is executed twice, as by a gateway that repeats requests; the second answer comes back. */
    TWICE
}
