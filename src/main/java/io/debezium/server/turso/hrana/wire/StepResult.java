package io.debezium.server.turso.hrana.wire;

/** What one step of a batch came to: its pair of entries in {@code step_results} and {@code step_errors}. */
public sealed interface StepResult {

    /** It succeeded. */
    record Ok(StmtResult result) implements StepResult {}

    /** It failed. */
    record Failed(HranaError error) implements StepResult {}

    /** Its condition did not hold. */
    record Skipped() implements StepResult {}
}
