package io.debezium.server.turso.type;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.debezium.server.turso.sql.SqlValue;

/** Types stored as the text that Postgres prints. */
final class TextMapping {
    static final ColumnMapping TEXT = new ColumnMapping("TEXT", value -> SqlValue.of((String) value));
    static final ColumnMapping CITEXT = new ColumnMapping("TEXT COLLATE NOCASE", TEXT.writer());

    /** A type unknown to Debezium, sent as the bytes of its text ({@code include.unknown.datatypes}). */
    static final ColumnMapping ENCODED = new ColumnMapping("TEXT", value -> SqlValue.of(decode(value)));

    private TextMapping() {}

    /** The text of a type that Debezium sends as bytes. */
    static String decode(Object value) {
        ByteBuffer bytes = ByteBuffer.wrap(BytesMapping.bytes(value));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new UnmappableValueException(
                    "holds bytes that are no text; if its type is a domain over bytea, use bytea itself.");
        }
    }
}
