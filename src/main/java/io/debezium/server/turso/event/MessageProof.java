package io.debezium.server.turso.event;

import java.util.Optional;

import io.debezium.server.turso.ddl.MessageReader;
import io.debezium.server.turso.ddl.SchemaMessage;

/** Tells messages of the source's event triggers from forged ones, also once the triggers have another secret. */
final class MessageProof {
    private final SchemaCapture capture;
    private final long earlier;
    /** That of the triggers; empty if there were none when the server started. */
    private Optional<String> secret;

    /** {@code earlier}: messages before that LSN may be of triggers whose secret nobody knows any more. */
    MessageProof(SchemaCapture capture, long earlier) {
        this.capture = capture;
        this.earlier = earlier;
        this.secret = capture.secret();
    }

    /** What a message is. */
    sealed interface Verdict {
        /** It is of the triggers. */
        record Genuine(SchemaMessage message) implements Verdict {}

        /** It is not. */
        record Forged() implements Verdict {}

        /** No triggers are there, or none that the server is to believe. */
        record Unasked() implements Verdict {}

        /**
         * Nobody can tell, for the reason.
         *
         * @param rows whether rows have changed with it if it is of the triggers
         */
        record Unproved(String reason, boolean rows) implements Verdict {}
    }

    /**
     * Judges a message.
     *
     * @param transactionId the 32-bit number of the transaction that it came in
     * @param lsn of the message
     * @throws IllegalArgumentException if it is genuine but cannot be understood
     */
    Verdict judge(byte[] content, long transactionId, long lsn) {
        Optional<SchemaMessage> known = read(content, transactionId);
        if (known.isPresent()) {
            return new Verdict.Genuine(known.get());
        }
        if (lsn < earlier) {
            return unproved(content);
        }
        if (secret.isEmpty()) {
            return new Verdict.Unasked();
        }
        Optional<String> before = secret;
        secret = capture.secretSince(lsn).or(() -> before);
        if (secret.equals(before)) {
            return new Verdict.Forged();
        }
        return read(content, transactionId)
                .<Verdict>map(Verdict.Genuine::new)
                .orElseGet(() -> new Verdict.Unproved(
                        "the secret of the event triggers changed more than once before this was read", true));
    }

    private Optional<SchemaMessage> read(byte[] content, long transactionId) {
        return secret.flatMap(known -> new MessageReader(known).read(content, transactionId));
    }

    private static Verdict unproved(byte[] content) {
        return claim(content)
                .<Verdict>map(message -> new Verdict.Unproved(
                        "the event triggers were removed or set up anew before this was read", changesRows(message)))
                .orElseGet(Verdict.Forged::new);
    }

    private static Optional<SchemaMessage> claim(byte[] content) {
        try {
            return MessageReader.readUnproved(content);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the mirror would lack rows, or keep some that are gone, without it: rows to come do not tell of those. */
    private static boolean changesRows(SchemaMessage message) {
        return switch (message) {
            case SchemaMessage.Table table -> table.rewritten();
            case SchemaMessage.Failed failed -> failed.rows();
            case SchemaMessage.Publications publications -> false;
            case SchemaMessage.Rows rows -> true;
            case SchemaMessage.Drops drops -> !drops.tables().isEmpty();
            case SchemaMessage.Label label -> true;
        };
    }
}
