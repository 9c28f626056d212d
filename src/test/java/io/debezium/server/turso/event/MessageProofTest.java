package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.bench.CaptureMessage;
import io.debezium.server.turso.event.MessageProof.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageProofTest {
    private static final long TRANSACTION = 4711;
    private static final String BODY = "{\"event\":\"drop\",\"oid\":7,\"schema\":\"public\",\"name\":\"menu\"}";

    private final Source source = new Source();
    private final MessageProof proof = new MessageProof(source, "first");

    @Test
    void aMessageOfTheKnownSecretIsGenuineWithoutAQuestion() {
        assertThat(judge("first")).isInstanceOf(Verdict.Genuine.class);
        assertThat(source.asked).isZero();
    }

    @Test
    void aMessageOfTheSecretOfNowIsGenuine() {
        source.secret = "second";
        assertThat(judge("second")).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge("second")).isInstanceOf(Verdict.Genuine.class);
        assertThat(source.asked).isEqualTo(1);
    }

    @Test
    void anotherMessageIsForgedWhileTheSecretIsTheSame() {
        assertThat(judge("guess")).isInstanceOf(Verdict.Forged.class);
        assertThat(judge("first")).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void nobodyCanTellOfAMessageBetweenTwoSecrets() {
        source.secret = "third";
        assertThat(judge("second")).isInstanceOf(Verdict.Overtaken.class);
        assertThat(judge("third")).isInstanceOf(Verdict.Genuine.class);
    }

    private Verdict judge(String secret) {
        return proof.judge(CaptureMessage.genuine(secret, TRANSACTION, BODY), TRANSACTION, 1);
    }

    /** A source that has had one secret after another. */
    private static final class Source extends WithoutTriggers {
        private String secret = "first";
        private int asked;

        @Override
        public Optional<String> secret() {
            return Optional.of("first");
        }

        @Override
        public Optional<String> secretSince(long lsn) {
            asked++;
            return Optional.of(secret);
        }
    }
}
