package io.debezium.server.turso.hrana.wire;

import java.util.List;

import io.debezium.server.turso.sql.Statement;

/** One entry of a pipeline's {@code requests}; of the protocol's kinds only those that every server takes. */
public sealed interface StreamRequest {

    /**
     * Runs one statement.
     *
     * @param wantRows whether its rows are asked for
     */
    record Execute(Statement stmt, boolean wantRows) implements StreamRequest {}

    /** Runs the steps in order, each if its condition holds; no rows are asked for. */
    record Batch(List<BatchStep> steps) implements StreamRequest {
        public Batch {
            steps = List.copyOf(steps);
        }
    }

    /** Ends the stream, which frees its connection at once; tursodb refuses a pipeline that holds it. */
    record Close() implements StreamRequest {}
}
