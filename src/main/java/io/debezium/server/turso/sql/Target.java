package io.debezium.server.turso.sql;

import java.util.List;

/**
 * The database that is written to. Not thread safe: one caller at a time.
 *
 * <p>No method retries a write; what to do about a failure is the caller's decision.
 */
public interface Target extends AutoCloseable {

    /**
     * Runs the fence and the work in one transaction (BEGIN IMMEDIATE … COMMIT).
     *
     * @throws InterruptedException if the thread is interrupted while waiting; the outcome is then unknown
     */
    Outcome commit(Transaction transaction) throws InterruptedException;

    /**
     * Runs one reading statement.
     *
     * @return its rows, each with one value per column
     * @throws TargetException if no rows came back
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    List<List<SqlValue>> query(Statement statement) throws TargetException, InterruptedException;

    /** Where it is, for messages: scheme, host and port without user-info, query or token. */
    String description();

    /** Ends connections and threads; an operation under way fails. Idempotent. */
    @Override
    void close();
}
