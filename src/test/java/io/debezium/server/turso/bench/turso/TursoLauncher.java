package io.debezium.server.turso.bench.turso;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One way of having a Turso server; address and data stay the same from start to start. */
interface TursoLauncher extends AutoCloseable {

    /** Starts it; it need not answer yet. */
    void start() throws Exception;

    /** Stops it in order. */
    void stop() throws Exception;

    /** As a crash. */
    void kill9() throws Exception;

    /** Stops it in the middle of whatever it does, until {@link #thaw}; its connections stay. */
    void freeze() throws Exception;

    /** Lets it go on after {@link #freeze}. */
    void thaw() throws Exception;

    /** The directory of its data, on this machine; empty if it is elsewhere. */
    default Optional<Path> data() {
        return Optional.empty();
    }

    /** Where it listens, http or https, without a path. */
    URI url();

    /** The token that it asks for, if it asks. */
    default Optional<String> token() {
        return Optional.empty();
    }

    /** Whether the next test would find what this one leaves. */
    default boolean keepsData() {
        return false;
    }

    /** Stops it for good and removes its data. */
    @Override
    void close() throws IOException;
}
