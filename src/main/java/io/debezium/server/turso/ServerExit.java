package io.debezium.server.turso;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;

/** The exit code of a server that a failure has ended. */
final class ServerExit {
    private ServerExit() {}

    /**
     * Has the server end with 1. The stock one learns of the failure too late, and mostly ends with 0, which supervisors
     * take for success. Does nothing where no server runs.
     */
    static void failed() {
        if (Arc.container() != null) {
            Quarkus.asyncExit(1);
        }
    }
}
