package io.debezium.server.turso.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.Schedule;

/** What the network between the sink and Turso does. */
final class NetworkFaults {
    static final Duration CONNECTING = Duration.ofMillis(500);
    static final Duration ANSWERING = Duration.ofSeconds(1);

    /** Of all requests. */
    private static final int PERCENT = 15;

    /** The sink gives up before this ends, and the server then runs what it has given up. */
    private static final Duration TOO_LONG = CONNECTING.plus(ANSWERING).plusMillis(300);

    private static final List<Fault> FAULTS = List.of(
            new Fault.Refuse(),
            new Fault.CutBeforeRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutInsideAnswer(0),
            new Fault.CutInsideAnswer(60),
            new Fault.CutInsideAnswer(1_000_000),
            new Fault.Stall(Duration.ofMillis(200), new Fault.Pass()),
            new Fault.Stall(Duration.ofMillis(200), new Fault.CutAfterRequest()),
            new Fault.Stall(TOO_LONG, new Fault.Pass()),
            new Fault.Duplicate(),
            new Fault.Duplicate(),
            new Fault.Late(Duration.ZERO),
            new Fault.Late(Duration.ofMillis(30)),
            new Fault.Late(Duration.ofSeconds(1)),
            new Fault.Status(ScriptedAnswer.json(429, "{\"error\":\"slow down\"}")),
            new Fault.Status(ScriptedAnswer.html(502)),
            new Fault.Status(
                    ScriptedAnswer.json(503, "{\"error\":\"starting\"}").closing()),
            new Fault.Status(ScriptedAnswer.json(200, "{\"baton\":null,\"results\":[{\"type\":")));

    private NetworkFaults() {}

    /** What a kind of fault is called in reports; {@code kind} is its simple name. */
    static String title(String kind) {
        return "network: " + kind;
    }

    /** Of every kind that there is. */
    static Set<String> titles() {
        return FAULTS.stream()
                .map(fault -> title(fault.getClass().getSimpleName()))
                .collect(Collectors.toSet());
    }

    static Schedule schedule(long seed) {
        return Schedule.random(seed, PERCENT, FAULTS);
    }
}
