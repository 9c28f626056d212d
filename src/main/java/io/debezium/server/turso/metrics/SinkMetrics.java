package io.debezium.server.turso.metrics;

import java.time.Instant;

import io.debezium.server.turso.event.Position;
import io.debezium.server.turso.plan.ChangeCounts;

/** What is to be told; written by the sink's threads, read by any. */
public final class SinkMetrics {
    private static final long UNKNOWN = -1;

    private volatile ChangeCounts counts = ChangeCounts.NONE;
    private volatile long transactions;
    private volatile long retries;
    private volatile String currentFailure = "";
    private volatile String nextAttempt = "";
    private volatile long held;
    private volatile long stagedBytes;
    private volatile long deadLetters;
    private volatile long lagMillis = UNKNOWN;
    private volatile String lastLsn = "";
    private volatile String lastTime = "";
    private volatile long walHeldBack = UNKNOWN;
    private volatile long slotLsn;
    private volatile long slotLsnBefore;

    /** Turso has these changes. */
    public synchronized void applied(ChangeCounts changes) {
        counts = counts.plus(changes);
    }

    /** Turso has {@code more} source transactions, the last of which is at {@code position}. */
    public synchronized void reached(Position position, long more, Instant now) {
        transactions += more;
        lastLsn = Position.format(position.commitLsn());
        lastTime = now.toString();
        lagMillis = Math.max(0, now.toEpochMilli() - position.committedAtMicros() / 1000);
    }

    /** An attempt failed for a reason of that name; the next one is at {@code next}. */
    public synchronized void failed(String kind, Instant next) {
        retries++;
        currentFailure = kind;
        nextAttempt = next.toString();
    }

    /** An attempt succeeded. */
    public synchronized void succeeded() {
        currentFailure = "";
        nextAttempt = "";
    }

    /** So many changes wait for the end of their transaction. */
    public void holding(long changes) {
        held = changes;
    }

    /** So many bytes of it wait in Turso. */
    public void staged(long bytes) {
        stagedBytes = bytes;
    }

    /** So many dead letters are in Turso. */
    public void setAside(long letters) {
        deadLetters = letters;
    }

    /** Postgres keeps so many bytes of WAL, from {@code restartLsn} on. */
    public synchronized void heldBack(long walBytes, long restartLsn) {
        walHeldBack = walBytes;
        slotLsnBefore = slotLsn;
        slotLsn = restartLsn;
    }

    /** From where on Postgres kept WAL at the last look but one, which it has surely saved since; 0 before. */
    public long slotLsn() {
        return slotLsnBefore;
    }

    /** Nobody knows how much WAL Postgres keeps. */
    public void heldBackUnknown() {
        walHeldBack = UNKNOWN;
    }

    ChangeCounts counts() {
        return counts;
    }

    long transactions() {
        return transactions;
    }

    long retries() {
        return retries;
    }

    /** The name of the failure that is being waited out; empty if there is none. */
    public String currentFailure() {
        return currentFailure;
    }

    String nextAttempt() {
        return nextAttempt;
    }

    long held() {
        return held;
    }

    long stagedBytes() {
        return stagedBytes;
    }

    /** How many dead letters are in Turso, as far as it is known. */
    public long deadLetters() {
        return deadLetters;
    }

    long lagMillis() {
        return lagMillis;
    }

    /** Commit LSN of the last transaction that Turso has; empty before the first. */
    public String lastLsn() {
        return lastLsn;
    }

    String lastTime() {
        return lastTime;
    }

    long walHeldBack() {
        return walHeldBack;
    }
}
