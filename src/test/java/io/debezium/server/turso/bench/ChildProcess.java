package io.debezium.server.turso.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        Process process = command.start();
        return new ChildProcess(process, watch(process.pid()));
    }

    /** Kills a process when this JVM ends. */
    public static Process watch(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "read -r _; kill -9 " + pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
        if (!ProcessTree.send(name, process.toHandle())) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** It with all that it has started. */
    public ProcessTree tree() {
        return new ProcessTree(process.toHandle());
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
