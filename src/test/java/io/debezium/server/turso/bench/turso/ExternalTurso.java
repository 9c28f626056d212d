package io.debezium.server.turso.bench.turso;

import java.net.URI;
import java.util.Optional;

/** A server that runs elsewhere: it can be used, not stopped. */
record ExternalTurso(URI url, Optional<String> token) implements TursoLauncher {

    @Override
    public void start() {
        // It runs already.
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("an external Turso (it.turso.url) cannot be stopped by a test");
    }

    @Override
    public void kill9() {
        stop();
    }

    @Override
    public void freeze() {
        stop();
    }

    @Override
    public void thaw() {
        stop();
    }

    @Override
    public boolean keepsData() {
        return true;
    }

    @Override
    public void close() {
        // Not ours.
    }
}
