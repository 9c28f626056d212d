package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.ddl.MessageReader;
import io.debezium.server.turso.ddl.SchemaMessage;

/** Tells messages of the source's event triggers from forged ones, also once the triggers have another secret. */
final class MessageProof {
    private final SchemaCapture capture;
    private String secret;

    /** {@code secret} is that of the triggers when the server started. */
    MessageProof(SchemaCapture capture, String secret) {
        this.capture = capture;
        this.secret = secret;
    }

    /** What a message is. */
    sealed interface Verdict {
        /** It is of the triggers. */
        record Genuine(SchemaMessage message) implements Verdict {}

        /** It is not. */
        record Forged() implements Verdict {}

        /** The triggers have got another secret, and another one again since: nobody can tell. */
        record Overtaken() implements Verdict {}
    }

    /**
     * Judges a message.
     *
     * @param transactionId the 32-bit number of the transaction that it came in
     * @param lsn of the message
     * @throws IllegalArgumentException if it is genuine but cannot be understood
     */
    Verdict judge(byte[] content, long transactionId, long lsn) {
        Optional<SchemaMessage> known = new MessageReader(secret).read(content, transactionId);
        if (known.isPresent()) {
            return new Verdict.Genuine(known.get());
        }
        String before = secret;
        secret = capture.secretSince(lsn).orElse(before);
        if (secret.equals(before)) {
            return new Verdict.Forged();
        }
        return new MessageReader(secret)
                .read(content, transactionId)
                .<Verdict>map(Verdict.Genuine::new)
                .orElseGet(Verdict.Overtaken::new);
    }
}
