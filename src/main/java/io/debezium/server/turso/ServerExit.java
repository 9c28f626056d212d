package io.debezium.server.turso;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import org.slf4j.Logger;

/** The exit code of a server that a failure has ended. */
final class ServerExit {
    private ServerExit() {}

    /**
     * Tells why the sink stops, and has the server end with 1. The stock one learns of the failure too late, and mostly ends with 0, which supervisors
     * take for success. Where no server runs, it only tells.
     */
    static void failed(Logger log, RuntimeException cause) {
        log.error("The Turso sink stops: {}", cause.getMessage());
        if (Arc.container() != null) {
            Quarkus.asyncExit(1);
        }
    }
}
