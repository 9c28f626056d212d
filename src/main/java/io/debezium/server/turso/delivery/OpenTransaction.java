package io.debezium.server.turso.delivery;

import java.util.ArrayList;
import java.util.List;

import io.debezium.server.turso.event.SourceChange;

/** A source transaction whose END has not come yet, with the changes that are held for it. */
final class OpenTransaction {
    private final String id;
    private final List<SourceChange> held = new ArrayList<>();
    private long weight;
    private long changes;
    private boolean planned;

    OpenTransaction(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    List<SourceChange> held() {
        return held;
    }

    void hold(List<? extends SourceChange> more) {
        for (SourceChange change : more) {
            held.add(change);
            weight += change.weight();
        }
        count(more);
    }

    /** Counts changes that are held elsewhere. */
    void count(List<? extends SourceChange> elsewhere) {
        changes += elsewhere.size();
    }

    /** Number of all its changes so far. */
    long changes() {
        return changes;
    }

    /** Approximate bytes of the changes that are held. */
    long weight() {
        return weight;
    }

    /** Whether its changes go straight into the plan, because there are too many to hold one by one. */
    boolean isPlanned() {
        return planned;
    }

    void markPlanned() {
        planned = true;
        held.clear();
    }
}
