package io.debezium.server.turso.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Tells that a request begins without taking any of it. */
final class PeekableInput extends PushbackInputStream {
    PeekableInput(InputStream in) {
        super(in);
    }

    /** Waits for a byte; false if the client ended the connection. */
    boolean awaitByte() throws IOException {
        int octet = read();
        if (octet < 0) {
            return false;
        }
        unread(octet);
        return true;
    }
}
