package io.debezium.server.turso.type;

import java.nio.ByteBuffer;

import io.debezium.server.turso.sql.SqlValue;

/** bytea: the bytes. */
final class BytesMapping {
    static final ColumnMapping INSTANCE = new ColumnMapping("BLOB", value -> SqlValue.of(bytes(value)));

    private BytesMapping() {}

    /** The bytes of either form in which Connect carries them; the buffer's position stays. */
    static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
