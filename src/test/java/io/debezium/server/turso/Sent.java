package io.debezium.server.turso;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** What a record of the connector is, told from the record alone. */
final class Sent {
    private Sent() {}

    /** A streamed change of a row of {@code table}. */
    static Predicate<SourceRecord> changeOf(String table) {
        return record -> isOf(record, table) && !"r".equals(operation(record));
    }

    /** A streamed row of {@code table} whose column {@code id} is {@code id}. */
    static Predicate<SourceRecord> changeOf(String table, int id) {
        return changeOf(table).and(record -> {
            Struct after = value(record).getStruct("after");
            return after != null && Objects.equals(after.get("id"), id);
        });
    }

    /** A row of {@code table} that a snapshot has read. */
    static Predicate<SourceRecord> snapshotRowOf(String table) {
        return record -> isOf(record, table) && "r".equals(operation(record));
    }

    /** The END of a transaction. */
    static Predicate<SourceRecord> end() {
        return record -> record.topic().endsWith(".transaction")
                && "END".equals(value(record).get("status"));
    }

    /** Debezium's notification that the initial snapshot is in the state {@code type}. */
    static Predicate<SourceRecord> snapshotIs(String type) {
        return record -> record.topic().contains("notifications")
                && "Initial Snapshot".equals(value(record).get("aggregate_type"))
                && type.equals(value(record).get("type"));
    }

    /** True from the {@code count}-th record that {@code wanted} holds for. */
    static Predicate<SourceRecord> nth(int count, Predicate<SourceRecord> wanted) {
        AtomicInteger seen = new AtomicInteger();
        return record -> wanted.test(record) && seen.incrementAndGet() == count;
    }

    /** The first record that {@code second} holds for after one that {@code first} holds for. */
    static Predicate<SourceRecord> then(Predicate<SourceRecord> first, Predicate<SourceRecord> second) {
        AtomicInteger seen = new AtomicInteger();
        return record -> {
            if (first.test(record)) {
                seen.incrementAndGet();
            }
            return seen.get() > 0 && second.test(record);
        };
    }

    private static boolean isOf(SourceRecord record, String table) {
        return record.value() instanceof Struct value
                && value.schema().field("source") != null
                && table.equals(value.getStruct("source").getString("table"));
    }

    private static Object operation(SourceRecord record) {
        return value(record).get("op");
    }

    private static Struct value(SourceRecord record) {
        return (Struct) record.value();
    }
}
