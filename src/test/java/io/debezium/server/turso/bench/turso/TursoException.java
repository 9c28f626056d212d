package io.debezium.server.turso.bench.turso;

import java.io.IOException;

/** Turso answered that a statement failed. */
public final class TursoException extends IOException {
    private static final long serialVersionUID = 1L;

    TursoException(String message) {
        super(message);
    }
}
