package io.debezium.server.turso.hrana;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.debezium.server.turso.bench.HranaAnswers;
import io.debezium.server.turso.bench.Reaction;
import io.debezium.server.turso.bench.ScriptedAnswer;
import io.debezium.server.turso.bench.ScriptedHrana;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.debezium.server.turso.sql.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HranaTokenTest {
    private static final Reaction COMMITTED = Reaction.json(HranaAnswers.committed(1));
    private static final Reaction EXPIRED =
            Reaction.answer(ScriptedAnswer.json(401, "{\"error\":\"the token has expired\"}"));

    @Test
    void aChangedTokenIsSentOnceMoreAfterA401() throws InterruptedException {
        Rotating tokens = new Rotating("old", "new");
        try (ScriptedHrana hrana = ScriptedHrana.playing(EXPIRED, COMMITTED);
                HranaTarget target = Targets.open(hrana.url(), tokens)) {
            assertThat(target.commit(Targets.ONE)).isEqualTo(new Outcome.Committed());

            assertThat(hrana.requests().stream()
                            .map(request -> request.header("Authorization").orElseThrow()))
                    .containsExactly("Bearer old", "Bearer new");
        }
    }

    @Test
    void anUnchangedTokenIsNotSentAgain() throws InterruptedException {
        Rotating tokens = new Rotating("old", "old");
        try (ScriptedHrana hrana = ScriptedHrana.playing(EXPIRED);
                HranaTarget target = Targets.open(hrana.url(), tokens)) {
            assertNotCommitted(target, failure -> assertThat(failure)
                    .isEqualTo(Failure.of(FailureKind.UNAUTHORIZED, "HTTP 401: the token has expired")));
            assertThat(tokens.reloads).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatIsRefusedTwiceIsNotTriedAThirdTime() throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing(EXPIRED, EXPIRED);
                HranaTarget target = Targets.open(hrana.url(), new Rotating("old", "new", "newest"))) {
            assertNotCommitted(target, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAUTHORIZED));
            assertThat(hrana.requests()).hasSize(2);
        }
    }

    @Test
    void aServerThatEchoesTheTokenDoesNotBringItIntoTheFailure() throws InterruptedException {
        Reaction echo = Reaction.answer(ScriptedAnswer.text(401, "bad token old-s3cret or new-s3cret\nsent"));
        try (ScriptedHrana hrana = ScriptedHrana.playing(echo, echo);
                HranaTarget target = Targets.open(hrana.url(), new Rotating("old-s3cret", "new-s3cret"))) {
            assertNotCommitted(target, failure -> assertThat(failure.detail())
                    .isEqualTo("HTTP 401: bad token [token] or [token] sent"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret\n", "s3cret s3cret", "s3crét"})
    void aTokenThatNoHeaderCanHoldIsNotSentAndNotShown(String token) throws InterruptedException {
        try (ScriptedHrana hrana = ScriptedHrana.playing();
                HranaTarget target = Targets.open(hrana.url(), () -> token)) {
            assertNotCommitted(target, failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
                assertThat(failure.detail()).doesNotContain("s3cr");
            });
            assertThat(hrana.connections()).isZero();
        }
    }

    private static void assertNotCommitted(HranaTarget target, Consumer<Failure> expectation)
            throws InterruptedException {
        assertThat(target.commit(Targets.ONE))
                .isInstanceOfSatisfying(Outcome.NotCommitted.class, not -> expectation.accept(not.failure()));
    }

    /** Goes to the next token when it is reloaded. */
    private static final class Rotating implements TokenSource {
        private final List<String> tokens;
        private int reloads;

        Rotating(String... tokens) {
            this.tokens = new ArrayList<>(List.of(tokens));
        }

        @Override
        public String current() {
            return tokens.getFirst();
        }

        @Override
        public void reload() {
            reloads++;
            tokens.removeFirst();
        }
    }
}
