package io.debezium.server.turso.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What happens to processes, in shuffled rounds: the first one has each disturbance once, so that a run which is long
 * enough for it has seen all; those that follow have each as often as it weighs.
 */
final class Disturbances {
    private final Random random;
    private final Deque<Disturbance> round = new ArrayDeque<>();

    Disturbances(Random random) {
        this.random = random;
        shuffle(new ArrayList<>(List.of(Disturbance.values())));
    }

    Disturbance next() {
        if (round.isEmpty()) {
            List<Disturbance> all = new ArrayList<>();
            for (Disturbance one : Disturbance.values()) {
                all.addAll(Collections.nCopies(one.weight(), one));
            }
            shuffle(all);
        }
        return round.removeFirst();
    }

    /** {@code one} found nothing that it could have happened to: it comes again. */
    void putBack(Disturbance one) {
        round.addLast(one);
    }

    private void shuffle(List<Disturbance> all) {
        Collections.shuffle(all, random);
        round.addAll(all);
    }
}
