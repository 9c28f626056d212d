package io.debezium.server.turso.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process and all that it has started. */
public record ProcessTree(ProcessHandle root) {

    /** The tree of a process that runs. */
    public static ProcessTree of(long pid) throws IOException {
        return new ProcessTree(ProcessHandle.of(pid).orElseThrow(() -> new IOException("there is no process " + pid)));
    }

    /** Sends all a signal, by name without SIG; those that end meanwhile do not matter, but for the first. */
    public void signal(String name) throws IOException, InterruptedException {
        if (!send(name, root)) {
            throw new IOException("kill -" + name + " failed");
        }
        for (ProcessHandle descendant : root.descendants().toList()) {
            send(name, descendant);
        }
    }

    /** kill -9 of all, and waits until they are gone: what goes on would keep the first from starting again. */
    public void kill9() {
        List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
        all.addFirst(root);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    static boolean send(String name, ProcessHandle process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
