package io.debezium.server.turso.bench.proxy;

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

    /** One of {@code faults} in {@code percent} of the requests; the same ones for the same seed. */
    static Schedule random(long seed, int percent, List<Fault> faults) {
        return request -> {
            Random random = new Random(seed * 1_000_003 + request);
            return random.nextInt(100) < percent ? faults.get(random.nextInt(faults.size())) : new Fault.Pass();
        };
    }
}
