package io.debezium.server.turso.event;

import java.util.Map;

/**
 * A point in the source's commit order from which nothing before is needed again.
 *
 * @param commitLsn the commit LSN of the last transaction before it, as the 64-bit integer that Postgres' pg_lsn is
 * @param committedAtMicros commit time in microseconds since the epoch, UTC
 * @param offset what Debezium resumes from: the transaction-boundary offset, free of {@code lsn_proc} and of anything
 *     that would make the connector search the WAL and skip rows (dbz#1554, dbz#76)
 */
public record Position(long commitLsn, long committedAtMicros, Map<String, Object> offset) {
    public Position {
        offset = Map.copyOf(offset);
    }

    /** The LSN as Postgres prints it: {@code 16/B374D848}. */
    public static String format(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(java.util.Locale.ROOT)
                + '/'
                + Long.toHexString(lsn & 0xFFFFFFFFL).toUpperCase(java.util.Locale.ROOT);
    }

    /** The 64-bit integer of an LSN as Postgres prints it. */
    public static long parse(String lsn) {
        int slash = lsn.indexOf('/');
        return Long.parseLong(lsn, 0, slash, 16) << 32 | Long.parseLong(lsn, slash + 1, lsn.length(), 16);
    }
}
