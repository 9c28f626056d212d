package io.debezium.server.turso.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Messages as the event triggers in the source make them. */
public final class CaptureMessage {
    private CaptureMessage() {}

    /** One with the proof that {@code turso_ddl.proof} makes. */
    public static byte[] genuine(String secret, long transactionId, String body) {
        String proof = hash(secret + hash(secret + transactionId + ' ' + body));
        return (proof + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
