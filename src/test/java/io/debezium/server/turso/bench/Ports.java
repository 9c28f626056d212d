package io.debezium.server.turso.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on the loopback interface, none of which the system gives to clients: one that calls a server which is away
 * could get the server's own port, and keep it from coming back.
 */
public final class Ports {
    private static final int LOWEST = 15_000;
    /** Linux gives clients those from here on, other systems higher ones. */
    private static final int CLIENTS = 32_768;

    private static final int ATTEMPTS = 100;

    private Ports() {}

    /** A port that was free a moment ago. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, CLIENTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + CLIENTS);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
