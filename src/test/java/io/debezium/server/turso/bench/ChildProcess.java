package io.debezium.server.turso.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive this JVM, however this JVM ends: a small shell waits on a pipe from here
 * and kills the process when the pipe breaks.
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Process watch;

    private ChildProcess(Process process, Process watch) {
        this.process = process;
        this.watch = watch;
    }

    /** Starts {@code command}. */
    public static ChildProcess start(ProcessBuilder command) throws IOException {
        return adopt(command.start());
    }

    /** Watches over a process that somebody else started. */
    public static ChildProcess adopt(Process process) throws IOException {
        Process watch = new ProcessBuilder("sh", "-c", "read -r _; kill -9 " + process.pid())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ChildProcess(process, watch);
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Its exit code; it must have ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Sends it a signal, by name without SIG. */
    public void signal(String name) throws IOException, InterruptedException {
        if (!send(name, process.pid())) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** Sends it and all that it has started a signal, by name without SIG; those that end meanwhile do not matter. */
    public void signalAll(String name) throws IOException, InterruptedException {
        signal(name);
        for (ProcessHandle descendant : process.descendants().toList()) {
            send(name, descendant.pid());
        }
    }

    private static boolean send(String name, long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** How much memory it occupies now, in bytes, as {@code ps} says. */
    public long residentBytes() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return Long.parseLong(kilobytes) * 1024;
    }

    /** kill -9, and waits until it is gone. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly();
        end();
    }

    /** kill -9 of it and of all that it has started: what goes on without it would keep it from starting again. */
    public void kill9All() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        end();
        all.forEach(descendant -> descendant.onExit().join());
    }

    /** Asks it to end (SIGTERM), waits for {@code patience} and then kills it. */
    public void terminate(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        end();
    }

    /** Waits until it has ended by itself; {@code false} when {@code limit} has passed before. */
    public boolean awaitExit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() throws InterruptedException {
        watch.destroyForcibly();
        process.waitFor();
    }

    /** Kills it where it still runs, and waits until it is gone. */
    @Override
    public void close() {
        watch.destroyForcibly();
        process.destroyForcibly().onExit().join();
    }
}
