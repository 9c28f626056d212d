package io.debezium.server.turso.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** The server's side of a connection on which a request has begun to arrive. */
public final class Conversation {
    private final Socket socket;
    private final PeekableInput input;
    private final Consumer<RecordedRequest> record;

    Conversation(Socket socket, PeekableInput input, Consumer<RecordedRequest> record) {
        this.socket = socket;
        this.input = input;
        this.record = record;
    }

    /** Reads and records the request to its end. */
    public void readRequest() throws IOException {
        record.accept(RecordedRequest.read(input));
    }

    /**
     * Reads one record of TLS to its end: its bytes are random, so what a reader of HTTP makes of them is too, and what
     * is left unread breaks the connection off before the client has read the answer.
     */
    void readTlsRecord() throws IOException {
        byte[] head = input.readNBytes(5);
        input.readNBytes((head[3] & 0xff) << 8 | (head[4] & 0xff));
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Ends the connection in order (FIN). */
    public void end() throws IOException {
        socket.close();
    }

    /** Breaks the connection off (RST). */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the client ends the connection. */
    public void awaitClient() throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }

    boolean ended() {
        return socket.isClosed();
    }
}
