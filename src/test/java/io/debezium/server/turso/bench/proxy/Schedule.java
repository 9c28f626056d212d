package io.debezium.server.turso.bench.proxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault each request meets. */
@FunctionalInterface
public interface Schedule {

    /** The fault of the {@code request}-th request, counted from 0; called from any thread. */
    Fault at(long request);

    /** These one after the other, then none. */
    static Schedule inTurn(Fault... faults) {
        List<Fault> order = List.of(faults);
        return request -> request < order.size() ? order.get((int) request) : new Fault.Pass();
    }

    /** This one always. */
    static Schedule always(Fault fault) {
        return request -> fault;
    }

    /**
     * A fault in {@code percent} of the requests, in shuffled rounds: each of {@code faults} comes once among so many
     * requests, then again. The same ones for the same seed.
     */
    static Schedule random(long seed, int percent, List<Fault> faults) {
        int round = faults.size() * 100 / percent;
        return request -> {
            List<Fault> order = new ArrayList<>(faults);
            order.addAll(Collections.nCopies(round - faults.size(), new Fault.Pass()));
            Collections.shuffle(order, new Random(seed * 1_000_003 + request / round));
            return order.get((int) (request % round));
        };
    }
}
