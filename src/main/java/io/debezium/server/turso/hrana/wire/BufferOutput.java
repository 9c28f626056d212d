package io.debezium.server.turso.hrana.wire;

import java.io.OutputStream;

import io.vertx.core.buffer.Buffer;

/** Lets Jackson write straight into the buffer that is sent: bodies may be tens of megabytes. */
final class BufferOutput extends OutputStream {
    private static final int INITIAL_BYTES = 16 * 1024;
    private final Buffer buffer = Buffer.buffer(INITIAL_BYTES);

    @Override
    public void write(int octet) {
        buffer.appendByte((byte) octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        buffer.appendBytes(bytes, offset, length);
    }

    Buffer buffer() {
        return buffer;
    }
}
