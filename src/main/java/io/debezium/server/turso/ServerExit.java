package io.debezium.server.turso;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import org.slf4j.Logger;

/** The exit code of a server that a failure has ended. */
final class ServerExit {
    private static final int CODE = 1;

    private ServerExit() {}

    /** Tells why the sink stops, and has the server end with 1; where no server runs, it only tells. */
    static void failed(Logger log, RuntimeException cause) {
        log.error("The Turso sink stops: {}", cause.getMessage());
        if (Arc.container() != null) {
            Quarkus.asyncExit(CODE);
        }
    }

    /**
     * Has a server end with 1 that is about to end with 0, which supervisors take for success: the stock one tells of its
     * connector's failure when it has chosen its exit code already, and the first choice counts.
     */
    static void corrected() {
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(CODE));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It ends already.
            hook.start();
        }
    }
}
