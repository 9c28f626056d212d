package io.debezium.server.turso.bench.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy on loopback in front of a Turso server, whose requests fail as a {@link Schedule} says.
 *
 * <p>It speaks plain HTTP to the client, whatever it speaks to the server, unless it is given a socket for TLS.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Fault PASS = new Fault.Pass();

    private final ServerSocket server;
    private final Upstream upstream;
    private final Schedule schedule;
    private final AtomicLong requests = new AtomicLong();
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean faulty = true;

    private FaultProxy(ServerSocket server, URI upstream, Schedule schedule) {
        this.server = server;
        this.upstream = new Upstream(upstream);
        this.schedule = schedule;
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    /** Starts one in front of {@code upstream}, http or https. */
    public static FaultProxy before(URI upstream, Schedule schedule) {
        try {
            return new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), upstream, schedule);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Starts one that lets all pass. */
    public static FaultProxy before(URI upstream) {
        return before(upstream, Schedule.inTurn());
    }

    /** Starts one that lets all pass, on a socket of the caller's making, for TLS. */
    public static FaultProxy on(ServerSocket socket, URI upstream) {
        return new FaultProxy(socket, upstream, Schedule.inTurn());
    }

    /** From now on it answers 401 to those who do not send {@code token}, and sends on {@code own} instead, if there is one. */
    public void demand(String token, Optional<String> own) {
        upstream.demand(token, own);
    }

    /** Where the client finds it, if it speaks plain HTTP. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Whether requests meet their faults from now on; while they do not, the schedule stands still. */
    public void setFaulty(boolean faulty) {
        this.faulty = faulty;
    }

    /** How many requests met each kind of fault so far, by its simple name. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                Thread.ofVirtual().name("fault-proxy-connection").start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Passage passage = new Passage(client, upstream, closing);
            // Drawn before the first byte, so that a connection can be refused as such.
            Fault first = next();
            if (first instanceof Fault.Refuse || passage.awaitRequest()) {
                meet(first, passage);
            }
            while (!passage.ended() && passage.awaitRequest()) {
                meet(next(), passage);
            }
        } catch (IOException gone) {
            // The client or the server has left: what the client makes of that, the test asserts.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private void meet(Fault drawn, Passage passage) throws IOException, InterruptedException {
        Fault fault = faulty ? drawn : PASS;
        counts.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
        passage.meet(fault);
    }

    private Fault next() {
        return faulty ? schedule.at(requests.getAndIncrement()) : PASS;
    }
}
