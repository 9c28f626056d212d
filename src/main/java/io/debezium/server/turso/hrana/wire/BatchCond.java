package io.debezium.server.turso.hrana.wire;

/** A condition of a batch step. The protocol's {@code error} is left out: servers differ on it for a skipped step. */
public sealed interface BatchCond {

    /** True if step {@code step}, counted from 0, succeeded. */
    record Ok(int step) implements BatchCond {}

    /** True if {@code cond} is false. */
    record Not(BatchCond cond) implements BatchCond {}
}
