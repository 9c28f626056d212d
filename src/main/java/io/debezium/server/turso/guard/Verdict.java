package io.debezium.server.turso.guard;

/** Whether a mirror goes on from its position. */
public sealed interface Verdict {

    /** It does. */
    record Continues() implements Verdict {}

    /** It does, on a new timeline that has all of the mirror's history: {@code identity} is to be remembered. */
    record Promoted(SourceIdentity identity) implements Verdict {}

    /** It must not; {@code sentence} says what happened and what to do. */
    record Refused(String sentence) implements Verdict {}
}
