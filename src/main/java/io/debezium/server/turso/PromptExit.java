package io.debezium.server.turso;

import io.quarkus.arc.Arc;
import org.jspecify.annotations.Nullable;

/**
 * From its begin to its end, a server that is asked to end does so at once. For waits of its start, when nothing is under
 * way that this could cut short: the engine does not notice the request then, and the server gives it 10 s.
 */
final class PromptExit {
    /** What the shell tells of a process that ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private final @Nullable Thread hook;

    private PromptExit(@Nullable Thread hook) {
        this.hook = hook;
    }

    /** Where no server runs it changes nothing. */
    static PromptExit begin() {
        if (Arc.container() == null) {
            return new PromptExit(null);
        }
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(TERMINATED));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It ends already.
            hook.start();
        }
        return new PromptExit(hook);
    }

    void end() {
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It ends already, by the hook.
            }
        }
    }
}
