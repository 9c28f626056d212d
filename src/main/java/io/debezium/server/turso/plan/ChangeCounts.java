package io.debezium.server.turso.plan;

import io.debezium.server.turso.event.Change;

/**
 * How many changes of each kind there are.
 *
 * @param schemaChanges statements that change a table itself
 * @param snapshotRows rows that are loaded beside the mirror
 * @param bytes approximate bytes of the rows
 */
public record ChangeCounts(
        long inserts, long updates, long deletes, long truncates, long schemaChanges, long snapshotRows, long bytes) {
    /** No change. */
    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0, 0);

    /** Of a snapshot alone. */
    public static ChangeCounts ofSnapshot(long rows, long bytes) {
        return new ChangeCounts(0, 0, 0, 0, 0, rows, bytes);
    }

    /** Both together. */
    public ChangeCounts plus(ChangeCounts more) {
        return new ChangeCounts(
                inserts + more.inserts,
                updates + more.updates,
                deletes + more.deletes,
                truncates + more.truncates,
                schemaChanges + more.schemaChanges,
                snapshotRows + more.snapshotRows,
                bytes + more.bytes);
    }

    /** Counts changes one by one. */
    static final class Counter {
        private long inserts;
        private long updates;
        private long deletes;
        private long truncates;
        private long schemaChanges;
        private long bytes;

        void add(Change change, long weight) {
            switch (change) {
                case Change.Insert insert -> inserts++;
                case Change.Update update -> updates++;
                case Change.KeyChange keyChange -> updates++;
                case Change.Delete delete -> deletes++;
                case Change.Truncate truncate -> truncates++;
            }
            bytes += weight;
        }

        void addSchemaChanges(int statements) {
            schemaChanges += statements;
        }

        /** What was counted since the last time; then it starts anew. */
        ChangeCounts take() {
            ChangeCounts counts = new ChangeCounts(inserts, updates, deletes, truncates, schemaChanges, 0, bytes);
            inserts = updates = deletes = truncates = schemaChanges = bytes = 0;
            return counts;
        }
    }
}
