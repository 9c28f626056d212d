package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.bench.CaptureMessage;
import io.debezium.server.turso.event.MessageProof.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageProofTest {
    private static final long TRANSACTION = 4711;
    private static final long LSN = 1;
    private static final String ANEW = "the event triggers were removed or set up anew before this was read";
    private static final String DROP = "{\"event\":\"drop\",\"oid\":7,\"schema\":\"public\",\"name\":\"menu\"}";

    private final Source source = new Source();
    private final MessageProof proof = new MessageProof(source, 0);

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
        assertThat(judge("second")).isInstanceOf(Verdict.Unproved.class);
        assertThat(judge("third")).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void nobodyIsAskedWhereNoTriggersAreBelieved() {
        MessageProof none = new MessageProof(new WithoutTriggers(), 0);
        assertThat(judge(none, "first", DROP)).isInstanceOf(Verdict.Unasked.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | {"event":"drop","oid":7,"schema":"public","name":"menu"}
            true  | {"event":"drop","tables":[{"oid":7,"schema":"public","name":"menu"}],"indexes":[]}
            false | {"event":"drop","tables":[],"indexes":[{"oid":8,"schema":"public","name":"menu_name"}]}
            true  | {"event":"rows","oid":7,"gone":false,"rows":[]}
            true  | {"event":"label","oid":7,"schema":"public","name":"menu","columns":[],"before":"a","after":"b"}
            true  | {"event":"error","message":"out of order","rows":true}
            false | {"event":"error","message":"out of order"}
            false | {"event":"drop index","schema":"public","name":"menu_name"}
            """)
    void aMessageOfEarlierTriggersCannotBeProvedButSaysWhetherRowsChanged(boolean rows, String body) {
        MessageProof later = new MessageProof(source, LSN + 1);
        assertThat(judge(later, "lost", body)).isEqualTo(new Verdict.Unproved(ANEW, rows));
        assertThat(judge(later, "first", body)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(new MessageProof(source, LSN), "lost", body)).isInstanceOf(Verdict.Forged.class);
        assertThat(judge(new MessageProof(new WithoutTriggers(), LSN + 1), "lost", body))
                .isEqualTo(new Verdict.Unproved(ANEW, rows));
    }

    @Test
    void whatNoTriggersWouldSayIsForged() {
        MessageProof later = new MessageProof(source, LSN + 1);
        assertThat(judge(later, "lost", "{\"event\":\"dance\"}")).isInstanceOf(Verdict.Forged.class);
        assertThat(later.judge(new byte[] {'{'}, TRANSACTION, LSN)).isInstanceOf(Verdict.Forged.class);
    }

    private Verdict judge(String secret) {
        return judge(proof, secret, DROP);
    }

    private static Verdict judge(MessageProof proof, String secret, String body) {
        return proof.judge(CaptureMessage.genuine(secret, TRANSACTION, body), TRANSACTION, LSN);
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
