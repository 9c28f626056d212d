package io.debezium.server.turso.hrana.wire;

import java.util.List;

/** What one request of a pipeline came to. */
public sealed interface StreamResult {

    /** The statement ran. */
    record Execute(StmtResult result) implements StreamResult {}

    /** The batch ran; whether its steps succeeded, each of them tells. */
    record Batch(List<StepResult> steps) implements StreamResult {
        public Batch {
            steps = List.copyOf(steps);
        }
    }

    /** The stream is closed. */
    record Close() implements StreamResult {}

    /** The request failed as a whole. */
    record Failed(HranaError error) implements StreamResult {}
}
