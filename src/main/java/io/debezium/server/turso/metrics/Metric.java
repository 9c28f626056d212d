package io.debezium.server.turso.metrics;

import java.util.function.Function;

import io.debezium.server.turso.plan.ChangeCounts;
import org.jspecify.annotations.Nullable;

/** The attributes of the sink's MBean: the only list of them. */
public enum Metric {
    /** Inserts. */
    INSERTS("TotalNumberOfInserts", Long.class, "Rows inserted.", counts(ChangeCounts::inserts)),
    /** Updates. */
    UPDATES("TotalNumberOfUpdates", Long.class, "Rows updated, their keys too.", counts(ChangeCounts::updates)),
    /** Deletes. */
    DELETES("TotalNumberOfDeletes", Long.class, "Rows deleted.", counts(ChangeCounts::deletes)),
    /** Truncates. */
    TRUNCATES("TotalNumberOfTruncates", Long.class, "Tables emptied by TRUNCATE.", counts(ChangeCounts::truncates)),
    /** Schema changes. */
    SCHEMA_CHANGES(
            "TotalNumberOfSchemaChanges",
            Long.class,
            "Statements that changed a table itself.",
            counts(ChangeCounts::schemaChanges)),
    /** Rows of snapshots. */
    SNAPSHOT_ROWS(
            "TotalNumberOfSnapshotRows",
            Long.class,
            "Rows of initial snapshots, loaded beside the mirror.",
            counts(ChangeCounts::snapshotRows)),
    /** Bytes. */
    BYTES("TotalNumberOfBytes", Long.class, "Approximate bytes of all those rows.", counts(ChangeCounts::bytes)),
    /** Source transactions. */
    TRANSACTIONS("TotalNumberOfTransactions", Long.class, "Source transactions applied.", SinkMetrics::transactions),
    /** Repeated attempts. */
    RETRIES(
            "TotalNumberOfRetries",
            Long.class,
            "Attempts that failed and were repeated, those at the start too.",
            SinkMetrics::retries),
    /** Why the last attempt failed. */
    CURRENT_FAILURE(
            "CurrentFailure",
            String.class,
            "The failure that is being waited out, as in the table of failures; empty if Turso works.",
            SinkMetrics::currentFailure),
    /** When the next attempt is. */
    NEXT_ATTEMPT(
            "NextAttemptTime",
            String.class,
            "When it is tried again, in ISO 8601; empty if Turso works.",
            SinkMetrics::nextAttempt),
    /** Changes of the open transaction. */
    HELD(
            "NumberOfHeldChanges",
            Long.class,
            "Changes of the source transaction whose commit has not come yet.",
            SinkMetrics::held),
    /** What of it is staged. */
    STAGED(
            "StagedBytes",
            Long.class,
            "Bytes of that transaction that wait in `_cdc_staged`; 0 unless it is a large one.",
            SinkMetrics::stagedBytes),
    /** Rows that were set aside. */
    DEAD_LETTERS(
            "NumberOfDeadLetters",
            Long.class,
            "Rows in `_cdc_dead_letters`, as counted at the start and whenever `error.max` seems to be reached.",
            SinkMetrics::deadLetters),
    /** Lag. */
    LAG(
            "MilliSecondsBehindSource",
            Long.class,
            "From commit in Postgres to visible in Turso, for the last transaction; -1 before the first.",
            SinkMetrics::lagMillis),
    /** The position. */
    LAST_LSN(
            "LastAppliedLsn",
            String.class,
            "Commit LSN of the last transaction in Turso; empty before the first.",
            SinkMetrics::lastLsn),
    /** When the position was reached. */
    LAST_TIME(
            "LastAppliedTime",
            String.class,
            "When that was applied, in ISO 8601; empty before the first.",
            SinkMetrics::lastTime),
    /** WAL that Postgres keeps. */
    WAL(
            "WalBytesHeldBack",
            Long.class,
            "Bytes of WAL that Postgres keeps for the replication slot; -1 if it is not known.",
            SinkMetrics::walHeldBack);

    private final String attribute;
    private final Class<?> type;
    private final String description;
    // Method references have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<SinkMetrics, Object> reader;

    Metric(String attribute, Class<?> type, String description, Function<SinkMetrics, Object> reader) {
        this.attribute = attribute;
        this.type = type;
        this.description = description;
        this.reader = reader;
    }

    private static Function<SinkMetrics, Object> counts(Function<ChangeCounts, Long> of) {
        return metrics -> of.apply(metrics.counts());
    }

    /** The attribute of that name; null if there is none. */
    static @Nullable Metric named(String attribute) {
        for (Metric metric : values()) {
            if (metric.attribute.equals(attribute)) {
                return metric;
            }
        }
        return null;
    }

    /** Its name. */
    public String attribute() {
        return attribute;
    }

    /** What it says, in one sentence. */
    public String description() {
        return description;
    }

    /** Class of its values. */
    Class<?> type() {
        return type;
    }

    Object of(SinkMetrics metrics) {
        return reader.apply(metrics);
    }
}
