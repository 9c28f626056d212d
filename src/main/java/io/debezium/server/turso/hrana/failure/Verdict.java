package io.debezium.server.turso.hrana.failure;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.Outcome;

/** What a failure says about the request that met it. */
public sealed interface Verdict {

    /** Why. */
    Failure failure();

    /** Nothing of the request took effect, or will. */
    record NothingRan(Failure failure) implements Verdict {}

    /** It may have run, or may still run. */
    record Undecided(Failure failure) implements Verdict {}

    /** The same about a transaction. */
    default Outcome toOutcome() {
        return switch (this) {
            case NothingRan nothing -> new Outcome.NotCommitted(nothing.failure());
            case Undecided undecided -> new Outcome.Unknown(undecided.failure());
        };
    }
}
