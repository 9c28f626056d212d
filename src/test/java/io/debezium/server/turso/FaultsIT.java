package io.debezium.server.turso;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.proxy.Fault;
import io.debezium.server.turso.bench.proxy.FaultProxy;
import io.debezium.server.turso.bench.proxy.Schedule;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Postgres appears in Turso exactly although the network between sink and Turso does all that networks do. */
@ExtendWith(Bench.class)
class FaultsIT {
    private static final long SEED = 20261124;
    private static final Duration PATIENCE = Waiting.PATIENCE;
    private static final int KINDS = 9;
    private static final int EACH = 12;
    private static final String VALUE = "very-private-value";

    private static final Duration CONNECTING = Duration.ofMillis(200);
    private static final Duration ANSWERING = Duration.ofMillis(400);

    /** Longer than the sink waits for connection and answer, so that the server runs what the sink has given up. */
    private static final Duration TOO_LONG = CONNECTING.plus(ANSWERING).plusMillis(200);

    private static final List<Fault> FAULTS = List.of(
            new Fault.Refuse(),
            new Fault.CutBeforeRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutAfterRequest(),
            new Fault.CutInsideAnswer(0),
            new Fault.CutInsideAnswer(60),
            new Fault.CutInsideAnswer(1_000_000),
            new Fault.Stall(Duration.ofMillis(100), new Fault.Pass()),
            new Fault.Stall(Duration.ofMillis(100), new Fault.CutAfterRequest()),
            new Fault.Stall(TOO_LONG, new Fault.Pass()),
            new Fault.Duplicate(),
            new Fault.Duplicate(),
            new Fault.Late(Duration.ZERO),
            new Fault.Late(Duration.ofMillis(30)),
            new Fault.Late(Duration.ofMillis(300)),
            new Fault.Status(ScriptedAnswer.text(408, "")),
            new Fault.Status(ScriptedAnswer.json(429, "{\"error\":\"slow down\"}")),
            new Fault.Status(ScriptedAnswer.text(429, "").with("Retry-After", "1")),
            new Fault.Status(ScriptedAnswer.html(502)),
            new Fault.Status(
                    ScriptedAnswer.json(503, "{\"error\":\"starting\"}").closing()),
            new Fault.Status(ScriptedAnswer.html(504).closing()),
            new Fault.Status(ScriptedAnswer.html(200)),
            new Fault.Status(ScriptedAnswer.json(200, "{\"baton\":null,\"results\":[{\"type\":")));

    private static final Pattern STATE = Pattern.compile("did not take .*?: ([A-Z_]+) \\(|(works again)");

    @Test
    void noFaultOfTheNetworkLosesOrDoublesARow(Database database, TursoServer turso) throws Exception {
        database.execute(
                "CREATE TABLE account (id int PRIMARY KEY, owner text NOT NULL, amount int NOT NULL)",
                "INSERT INTO account SELECT g, '" + VALUE + "', 100 FROM generate_series(1, 50) g",
                "CREATE TABLE entry (account int, text text, amount int)",
                "ALTER TABLE entry REPLICA IDENTITY FULL",
                "INSERT INTO entry SELECT 1, '" + VALUE + "', g % 3 FROM generate_series(1, 20) g");
        try (FaultProxy proxy = FaultProxy.before(turso.url(), Schedule.random(SEED, 40, FAULTS));
                ServerProcess server = ServerProcess.lean(settings(database, turso, proxy.url()))) {
            server.awaitLog("Starting streaming", PATIENCE);
            run(database, proxy);
            proxy.setFaulty(false);
            Oracle.awaitMirror(database, turso, PATIENCE);
            assertTellsEachStateOnceAndNoSecret(server.log(), turso);
        }
    }

    /** Goes on until every kind of fault was met often. */
    private static void run(Database database, FaultProxy proxy) throws InterruptedException {
        Random random = new Random(SEED);
        Waiting.until("every kind of fault to be met " + EACH + " times", PATIENCE, () -> {
            transfer(database, random);
            Map<String, Integer> counts = proxy.counts();
            return counts.size() == KINDS && counts.values().stream().allMatch(count -> count >= EACH);
        });
    }

    private static void transfer(Database database, Random random) throws SQLException {
        int from = 1 + random.nextInt(50);
        int to = 1 + random.nextInt(50);
        List<String> statements = new ArrayList<>(List.of(
                "UPDATE account SET amount = amount - 1 WHERE id = " + from,
                "UPDATE account SET amount = amount + 1 WHERE id = " + to,
                "INSERT INTO entry VALUES (" + from + ", '" + VALUE + "', -1), (" + to + ", '" + VALUE + "', 1)," + " ("
                        + to + ", '" + VALUE + "', 1)"));
        switch (random.nextInt(4)) {
            case 0 ->
                statements.add(
                        "DELETE FROM entry WHERE ctid = (SELECT max(ctid) FROM entry WHERE account = " + to + ")");
            case 1 -> statements.add("UPDATE entry SET amount = amount + 1 WHERE account = " + from);
            case 2 -> statements.add("UPDATE account SET id = -id WHERE id = " + to);
            default ->
                statements.add("INSERT INTO account SELECT " + to + ", '" + VALUE + "', 0 ON CONFLICT DO NOTHING");
        }
        database.transaction(statements.toArray(String[]::new));
    }

    private static Map<String, String> settings(Database database, TursoServer turso, URI proxy) {
        Map<String, String> settings = new HashMap<>(database.sourceProperties());
        settings.putAll(turso.sinkProperties(proxy));
        settings.put("debezium.sink.turso.request.timeout.ms", Long.toString(ANSWERING.toMillis()));
        settings.put("debezium.sink.turso.connect.timeout.ms", Long.toString(CONNECTING.toMillis()));
        settings.put("debezium.sink.turso.retry.initial.ms", "5");
        settings.put("debezium.sink.turso.retry.max.ms", "50");
        settings.put("debezium.sink.turso.batch.max.rows", "50");
        return settings;
    }

    private static void assertTellsEachStateOnceAndNoSecret(String whole, TursoServer turso) {
        // Vert.x itself names each connection that resets while a request begins, before anyone can ask it not to.
        String log = whole.lines()
                .filter(line -> !line.contains("HttpClientRequestImpl] "))
                .collect(Collectors.joining("\n"));
        assertThat(log)
                .doesNotContain(turso.token().orElse(CanaryToken.VALUE))
                .doesNotContain(VALUE)
                .doesNotContain(" ERROR ")
                .doesNotContainPattern("(?m)^\\s+at ");
        List<String> states = new ArrayList<>();
        Matcher told = STATE.matcher(log);
        while (told.find()) {
            states.add(told.group(told.group(1) == null ? 2 : 1));
        }
        assertThat(states).contains("UNAVAILABLE", "ANSWER_LOST", "THROTTLED", "TIMEOUT", "works again");
        for (int i = 1; i < states.size(); i++) {
            assertThat(states.get(i)).as("state %s of %s", i, states).isNotEqualTo(states.get(i - 1));
        }
    }
}
