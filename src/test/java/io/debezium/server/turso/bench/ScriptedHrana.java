package io.debezium.server.turso.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on loopback that follows a script: one {@link Reaction} per request, in order.
 *
 * <p>A request beyond the script's end is answered with HTTP 599, so a test that meets it fails with that number, unless
 * the server was told what to do always.
 */
public final class ScriptedHrana implements AutoCloseable {
    private static final Reaction OVER = Reaction.answer(ScriptedAnswer.text(599, "the script is over"));

    private final ServerSocket server;
    private final Queue<Reaction> script = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Reaction beyond = OVER;

    private ScriptedHrana(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().name("scripted-hrana").start(this::accept);
    }

    /** Starts one that speaks plain HTTP and follows {@code script}. */
    public static ScriptedHrana playing(Reaction... script) {
        try {
            return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Starts one on a socket of the caller's making, for TLS. */
    public static ScriptedHrana on(ServerSocket socket, Reaction... script) {
        ScriptedHrana hrana = new ScriptedHrana(socket);
        hrana.then(script);
        return hrana;
    }

    /** Starts one that reacts to every request alike. */
    public static ScriptedHrana always(Reaction reaction) {
        ScriptedHrana hrana = playing();
        hrana.beyond = reaction;
        return hrana;
    }

    /** Goes on with {@code more} when the script so far has been played. */
    public void then(Reaction... more) {
        script.addAll(List.of(more));
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** The address, as a user would write it. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Requests that were read to their end, in order of arrival. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().name("scripted-hrana-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            PeekableInput input = new PeekableInput(socket.getInputStream());
            Conversation conversation = new Conversation(socket, input, requests::add);
            while (!conversation.ended() && input.awaitByte()) {
                Reaction next = script.poll();
                (next == null ? beyond : next).play(conversation);
            }
        } catch (IOException gone) {
            // The client has left, or the test is over: what it made of that, the test asserts.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
