package io.debezium.server.turso.hrana;

import io.debezium.server.turso.hrana.failure.Verdict;

/** A pipeline that got no answer of the protocol. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;

    NoAnswerException(Verdict verdict) {
        super(verdict.failure().kind().name());
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
