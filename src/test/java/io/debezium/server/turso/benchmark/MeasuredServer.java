package io.debezium.server.turso.benchmark;

import java.io.IOException;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.ServerProcess;

/** A stock server at work, and what its sink has got of {@link MeasuredTable}. */
sealed interface MeasuredServer extends AutoCloseable permits MirroringServer, NoopServer {

    /** Starts one of a kind. */
    @FunctionalInterface
    interface Starter {
        /** Starts it over {@code database}. */
        MeasuredServer start(Database database) throws Exception;
    }

    /** The server. */
    ServerProcess process();

    /** Whether the sink is done with all rows up to {@code id}; may throw while that cannot be told yet. */
    boolean has(long id) throws Exception;

    /** Waits until nothing is under way, and passes if what is there is right. */
    void check() throws Exception;

    @Override
    void close() throws IOException;
}
