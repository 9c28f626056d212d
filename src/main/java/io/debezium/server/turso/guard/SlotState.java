package io.debezium.server.turso.guard;

/**
 * A replication slot as it is.
 *
 * @param confirmedLsn what its readers have acknowledged: nothing that commits before is sent again
 * @param restartLsn from where on it keeps WAL; it never goes back, not even by a crash, since Postgres saves it before it
 *     counts; 0 if Postgres no longer says, as of a slot that is lost
 * @param lost whether Postgres has removed WAL that it needs
 */
public record SlotState(long confirmedLsn, long restartLsn, boolean lost) {}
