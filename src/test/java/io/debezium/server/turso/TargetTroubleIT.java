package io.debezium.server.turso;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.CanaryToken;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.bench.Waiting;
import io.debezium.server.turso.bench.oracle.Oracle;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What an operator reads, and what the server does, when Turso refuses, is not there, or is something else. */
@ExtendWith(Bench.class)
class TargetTroubleIT {
    private static final Duration PATIENCE = Waiting.PATIENCE;
    private static final String TOKEN = CanaryToken.VALUE;
    private static final String FAILING = "did not take";
    private static final String WELL = "works again";

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        named(
                                "a wrong token",
                                ScriptedAnswer.json(401, "{\"error\":\"the JWT " + TOKEN + " is not valid\"}")),
                        "UNAUTHORIZED",
                        "Set a valid token in debezium.sink.turso.auth.token"),
                arguments(
                        named("a token that may only read", ScriptedAnswer.json(403, "{\"error\":\"Forbidden\"}")),
                        "FORBIDDEN",
                        "create one with full access"),
                arguments(
                        named(
                                "an unknown database",
                                ScriptedAnswer.json(404, "{\"error\":\"Namespace `menu` doesn't exist\"}")),
                        "DATABASE_MISSING",
                        "create it, or correct debezium.sink.turso.url"),
                arguments(
                        named("a web site", ScriptedAnswer.html(200)),
                        "ANSWER_LOST",
                        "the URL is not of a Turso or libSQL database"),
                arguments(
                        named("a web site that knows no such page", ScriptedAnswer.html(404)),
                        "DATABASE_MISSING",
                        "correct debezium.sink.turso.url"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsWaitedForAndToldOnce(ScriptedAnswer refusal, String kind, String advice, Database database)
            throws Exception {
        try (ScriptedHrana hrana = ScriptedHrana.always(Reaction.answer(refusal));
                ServerProcess server = ServerProcess.lean(settings(database, hrana.url()))) {
            Waiting.until("six attempts", PATIENCE, () -> hrana.requests().size() >= 6);
            assertStates(server, FAILING);
            assertThat(told(server).getFirst()).contains(hrana.url(), kind, advice, "Retrying");
            assertThat(server.terminate()).isEqualTo(ServerProcess.TERMINATED);
            assertCalm(server.log());
        }
    }

    @Test
    void aRefusalEndsTheServerIfTheOptionSaysSo(Database database) throws Exception {
        ScriptedAnswer refusal = ScriptedAnswer.json(401, "{\"error\":\"the JWT has expired\"}");
        Map<String, String> settings = new HashMap<>();
        settings.put("debezium.sink.turso.retry.fatal", "stop");
        try (ScriptedHrana hrana = ScriptedHrana.always(Reaction.answer(refusal))) {
            settings.putAll(settings(database, hrana.url()));
            // Not held to be calm: the engine prints the trace of what ends it.
            assertThat(logOfEnd(settings))
                    .containsPattern("ERROR .*The Turso sink stops: .*UNAUTHORIZED.*Set a valid token")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void aUrlThatCannotBeReadEndsTheServer(Database database) throws Exception {
        assertEnds(
                settings(database, "libsql://menu.turso.io?token=" + TOKEN), "debezium.sink.turso.url", "leave it out");
        assertEnds(settings(database, TOKEN), "debezium.sink.turso.url", "write libsql://");
    }

    @Test
    void aServerThatSpeaksNoHttpIsToldOnce(Database database) throws Exception {
        String postgres =
                "http://" + database.server().host() + ":" + database.server().port();
        try (ServerProcess server = ServerProcess.lean(settings(database, postgres))) {
            server.awaitLog(FAILING, PATIENCE);
            assertThat(server.terminate()).isEqualTo(ServerProcess.TERMINATED);
            assertStates(server, FAILING);
            assertThat(told(server).getFirst()).contains(postgres, "debezium.sink.turso.url");
            assertCalm(server.log());
        }
    }

    @Test
    void aTursoThatComesLaterIsMirroredIntoThen(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)", "INSERT INTO t VALUES (1, 1)");
        turso.stop();
        try (ServerProcess server =
                ServerProcess.lean(settings(database, turso.url().toString()))) {
            server.awaitLog(FAILING, PATIENCE);
            // From then on the engine would give up after 40 s.
            assertThat(server.log()).doesNotContain("individual source tasks to start");
            database.execute("INSERT INTO t SELECT g, g FROM generate_series(2, 3000) g");
            turso.resume();
            server.awaitLog(WELL, PATIENCE);
            server.awaitLog("Starting streaming", PATIENCE);
            database.execute("UPDATE t SET n = n + 1");
            Oracle.awaitMirror(database, turso, PATIENCE);
            assertStates(server, FAILING, WELL);
            assertThat(told(server).getFirst()).contains("UNREACHABLE", "Check debezium.sink.turso.url");
            assertCalm(server.log());
        }
    }

    @Test
    void aTursoThatIsAwayForLongIsToldOnceAndLosesNothing(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)", "CREATE TABLE log (n int)");
        try (ServerProcess server =
                ServerProcess.lean(settings(database, turso.url().toString()))) {
            server.awaitLog("Starting streaming", PATIENCE);
            Oracle.awaitMirror(database, turso, PATIENCE);
            turso.stop();
            for (int second = 1; second <= 30; second++) {
                database.transaction(
                        "INSERT INTO log SELECT " + second + " FROM generate_series(1, 100)",
                        "INSERT INTO t VALUES (" + second + ", 0)",
                        "UPDATE t SET n = n + 1");
                Thread.sleep(1000);
            }
            turso.resume();
            Oracle.awaitMirror(database, turso, PATIENCE);
            assertStates(server, FAILING, WELL);
            assertCalm(server.log());
        }
    }

    @Test
    void aServerThatWaitsForTursoInTheStreamEndsWhenAsked(Database database, TursoServer turso) throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
        try (ServerProcess server =
                ServerProcess.lean(settings(database, turso.url().toString()))) {
            server.awaitLog("Starting streaming", PATIENCE);
            Oracle.awaitMirror(database, turso, PATIENCE);
            turso.stop();
            database.execute("INSERT INTO t VALUES (1, 1)");
            server.awaitLog(FAILING, PATIENCE);
            assertThat(server.terminate()).isEqualTo(ServerProcess.TERMINATED);
            assertCalm(server.log());
            turso.resume();
            server.resume();
            Oracle.awaitMirror(database, turso, PATIENCE);
        }
    }

    private static void assertEnds(Map<String, String> settings, String... sentence) throws Exception {
        String log = logOfEnd(settings);
        assertThat(log).contains(" ERROR ").contains(sentence);
        assertCalm(log);
    }

    private static String logOfEnd(Map<String, String> settings) throws Exception {
        try (ServerProcess server = ServerProcess.lean(settings)) {
            assertThat(server.awaitExit(PATIENCE)).isEqualTo(1);
            return server.log();
        }
    }

    private static List<String> told(ServerProcess server) throws IOException {
        return server.log()
                .lines()
                .filter(line -> line.contains(FAILING) || line.contains(WELL))
                .toList();
    }

    private static void assertStates(ServerProcess server, String... states) throws IOException {
        assertThat(told(server)).hasSize(states.length);
        for (int i = 0; i < states.length; i++) {
            assertThat(told(server).get(i)).contains(states[i]);
        }
    }

    private static void assertCalm(String log) {
        assertThat(log).doesNotContain(TOKEN).doesNotContainPattern("(?m)^\\s+at ");
    }

    private static Map<String, String> settings(Database database, String url) {
        Map<String, String> settings = new HashMap<>(database.sourceProperties());
        settings.put("debezium.sink.type", "turso");
        settings.put("debezium.sink.turso.url", url);
        settings.put("debezium.sink.turso.auth.token", TOKEN);
        settings.put("debezium.sink.turso.retry.max.ms", "500");
        settings.put("debezium.source.heartbeat.interval.ms", "1000");
        // So that one that does not end at once is killed by the test.
        settings.put("debezium.termination.wait", "3600");
        return settings;
    }
}
