package io.debezium.server.turso.guard;

/**
 * A replication slot as it is.
 *
 * @param confirmedLsn what its readers have acknowledged: nothing that commits before is sent again
 * @param lost whether Postgres has removed WAL that it needs
 */
public record SlotState(long confirmedLsn, boolean lost) {}
