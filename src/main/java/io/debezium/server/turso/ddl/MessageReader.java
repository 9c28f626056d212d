package io.debezium.server.turso.ddl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.debezium.server.turso.table.Origin;

/** Reads the logical messages of {@code ddl-capture.sql}, and only those: anybody in the source can send messages. */
public final class MessageReader {
    /** The prefix of those messages. */
    public static final String PREFIX = "turso_ddl";

    private static final int PROOF_LENGTH = 64;

    private final String secret;

    /** {@code secret} is what only the source's triggers and this sink know. */
    public MessageReader(String secret) {
        this.secret = secret;
    }

    /**
     * What the message says; empty if it is forged, or a copy from another transaction.
     *
     * @param transactionId the 32-bit number of the transaction that it came in
     * @throws IllegalArgumentException if it is genuine but cannot be understood
     */
    public Optional<SchemaMessage> read(byte[] content, long transactionId) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.length() < PROOF_LENGTH) {
            return Optional.empty();
        }
        String body = text.substring(PROOF_LENGTH);
        String proof = hash(secret + hash(secret + transactionId + ' ' + body));
        boolean genuine = MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.UTF_8),
                text.substring(0, PROOF_LENGTH).getBytes(StandardCharsets.UTF_8));
        return genuine ? Optional.of(parse(DefinitionReader.tree(body))) : Optional.empty();
    }

    /**
     * What the message says if it is genuine, which cannot be proved; empty if it cannot be.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    public static Optional<SchemaMessage> readUnproved(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.length() < PROOF_LENGTH
                ? Optional.empty()
                : Optional.of(parse(DefinitionReader.tree(text.substring(PROOF_LENGTH))));
    }

    /** By which a secret is known again, and which does not tell it. */
    public static String fingerprint(String secret) {
        return hash("fingerprint " + secret);
    }

    private static SchemaMessage parse(JsonNode message) {
        String event = DefinitionReader.text(message, "event");
        return switch (event) {
            case "table" ->
                new SchemaMessage.Table(
                        DefinitionReader.read(message),
                        message.required("rewritten").booleanValue(),
                        message.has("made") ? DefinitionReader.origin(message) : Origin.UNTOLD);
            case "publications" ->
                new SchemaMessage.Publications(
                        DefinitionReader.list(message.required("publications"), DefinitionReader::publication));
            case "rows" ->
                new SchemaMessage.Rows(
                        message.required("oid").longValue(),
                        message.required("gone").booleanValue(),
                        DefinitionReader.list(
                                message.required("rows"), row -> DefinitionReader.list(row, JsonNode::textValue)));
            // Event triggers of an earlier version tell of each by itself.
            case "drop" ->
                message.has("tables")
                        ? new SchemaMessage.Drops(
                                DefinitionReader.list(message.required("tables"), MessageReader::drop),
                                DefinitionReader.list(message.required("indexes"), MessageReader::dropIndex))
                        : new SchemaMessage.Drops(List.of(drop(message)), List.of());
            case "drop index" -> new SchemaMessage.Drops(List.of(), List.of(dropIndex(message)));
            case "label" ->
                new SchemaMessage.Label(
                        message.required("oid").longValue(),
                        DefinitionReader.id(message),
                        DefinitionReader.list(message.required("columns"), JsonNode::textValue),
                        DefinitionReader.text(message, "before"),
                        DefinitionReader.text(message, "after"));
            // Event triggers of an earlier version do not tell whether rows have changed, nor of which tables.
            case "error" ->
                new SchemaMessage.Failed(
                        DefinitionReader.text(message, "message"),
                        message.path("rows").asBoolean(),
                        DefinitionReader.list(message.path("oids"), JsonNode::longValue));
            default -> throw new IllegalArgumentException("unknown event \"" + event + "\"");
        };
    }

    private static SchemaMessage.Drop drop(JsonNode table) {
        return new SchemaMessage.Drop(table.required("oid").longValue(), DefinitionReader.id(table));
    }

    /** Event triggers of an earlier version do not tell the identity. */
    private static SchemaMessage.DropIndex dropIndex(JsonNode index) {
        return new SchemaMessage.DropIndex(
                index.path("oid").longValue(),
                DefinitionReader.text(index, "schema"),
                DefinitionReader.text(index, "name"));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
