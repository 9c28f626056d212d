package io.debezium.server.turso.bench.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One way of running a Postgres server; address and data stay the same from start to start. */
interface PostgresLauncher extends AutoCloseable {

    /**
     * What the mirror needs of a source, and what makes tests fast and the same everywhere. The embedded launcher would
     * switch synchronous_commit off, and changes would then wait for the WAL writer, 200 ms, before they are sent.
     */
    Map<String, String> SETTINGS = Map.of(
            "wal_level", "logical",
            "max_replication_slots", "20",
            "max_wal_senders", "20",
            "max_connections", "200",
            "fsync", "off",
            "synchronous_commit", "on",
            "timezone", "UTC",
            "log_timezone", "UTC");

    /** Starts it; it need not take connections yet. */
    void start() throws Exception;

    /** Stops it in order; connections are cut, committed data is kept. */
    void stop() throws Exception;

    /** As a crash: no checkpoint, no goodbye. */
    void kill9() throws Exception;

    /** The directory of its data, on this machine; empty if it is elsewhere. */
    default Optional<Path> data() {
        return Optional.empty();
    }

    /** Stops all its processes in the middle of whatever they do, until {@link #thaw}; its connections stay. */
    void freeze() throws Exception;

    /** Lets it go on after {@link #freeze}. */
    void thaw() throws Exception;

    /** Where it listens. */
    int port();

    /** Host name or address. */
    default String host() {
        return "localhost";
    }

    /** A superuser. */
    default String user() {
        return "postgres";
    }

    /** The superuser's password; without meaning where the server trusts local connections. */
    default String password() {
        return "postgres";
    }

    /** Stops it for good and removes its data. */
    @Override
    void close() throws IOException;
}
