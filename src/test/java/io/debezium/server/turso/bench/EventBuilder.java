package io.debezium.server.turso.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.debezium.data.Envelope;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as Debezium's Postgres connector sends them, in one stream: LSNs grow, transactions have their metadata, and
 * every record its source offset. Rows are made by {@link EventTable#row}.
 */
public final class EventBuilder {
    /** {@code topic.prefix} of all records. */
    public static final String PREFIX = "p";

    /** {@code notification.sink.topic.name}. */
    public static final String NOTIFICATIONS = "notifications";

    private static final Map<String, String> PARTITION = Map.of("server", PREFIX);
    private static final SchemaFactory SCHEMAS = SchemaFactory.get();
    private static final Schema MESSAGE_KEY = SchemaBuilder.struct()
            .field("prefix", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema MESSAGE_BLOCK = SchemaBuilder.struct()
            .field("prefix", Schema.OPTIONAL_STRING_SCHEMA)
            .field("content", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    private static final Schema MESSAGE = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("source", EventSource.SCHEMA)
            .field("transaction", SCHEMAS.transactionBlockSchema())
            .field("message", MESSAGE_BLOCK)
            .build();

    private final Map<String, Object> incremental = new HashMap<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
    private long lsn = 0x1_0000_0000L;
    private long lastCommit;
    private long xid = 700;
    private long events;

    /** Microseconds since the epoch. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** The LSN of the last record. */
    public long lsn() {
        return lsn;
    }

    /** The commit time of the last record. */
    public Instant now() {
        return now;
    }

    /** From here on offsets carry {@code incremental_snapshot_<key>}. */
    public EventBuilder incrementalSnapshot(String key, Object value) {
        incremental.put("incremental_snapshot_" + key, value);
        return this;
    }

    /** The next transaction begins. */
    public SourceRecord begin() {
        xid++;
        events = 0;
        now = now.plusMillis(1);
        return boundary("BEGIN", null);
    }

    /** The open transaction commits. */
    public SourceRecord end() {
        lsn += 0x30;
        lastCommit = lsn;
        return boundary("END", events);
    }

    /** A new row. */
    public SourceRecord insert(EventTable table, Struct after) {
        advance();
        return change(table, table.keyOf(after), create(table, after), null);
    }

    /** A changed row under replica identity DEFAULT. */
    public SourceRecord update(EventTable table, Struct after) {
        return update(table, null, after);
    }

    /** A changed row under replica identity FULL. */
    public SourceRecord update(EventTable table, @Nullable Struct before, Struct after) {
        advance();
        return change(table, table.keyOf(after), table.envelope().update(before, after, source(table), now), null);
    }

    /** A row deleted by its key under replica identity DEFAULT. */
    public SourceRecord delete(EventTable table, Struct key) {
        advance();
        return change(table, key, table.envelope().delete(table.oldRow(key), source(table), now), null);
    }

    /** A row deleted under replica identity FULL. */
    public SourceRecord deleteFull(EventTable table, Struct before) {
        advance();
        Struct envelope = table.envelope().delete(before, source(table), now);
        return change(table, table.keyOf(before), envelope, null);
    }

    /** What follows a delete. */
    public static SourceRecord tombstone(SourceRecord delete) {
        return delete.newRecord(
                delete.topic(), null, delete.keySchema(), delete.key(), null, null, null, delete.headers());
    }

    /** The three records of a changed key: delete, tombstone, create; one LSN for all. */
    public List<SourceRecord> changeKey(EventTable table, Struct oldKey, Struct after) {
        advance();
        Struct newKey = table.keyOf(after);
        Struct gone = table.envelope().delete(table.oldRow(oldKey), source(table), now);
        ConnectHeaders toNew = new ConnectHeaders();
        toNew.add("__debezium.newkey", newKey, table.keySchema());
        ConnectHeaders toOld = new ConnectHeaders();
        toOld.add("__debezium.oldkey", oldKey, table.keySchema());
        SourceRecord delete = change(table, oldKey, gone, toNew);
        return List.of(delete, tombstone(delete), change(table, newKey, create(table, after), toOld));
    }

    /** All rows gone. */
    public SourceRecord truncate(EventTable table) {
        advance();
        return record(table, null, null, table.envelope().truncate(source(table), now), streaming(), null);
    }

    /** A row of an initial snapshot; {@code marker} as {@code source.snapshot} has it. */
    public SourceRecord snapshotRow(EventTable table, String marker, Struct row) {
        return snapshotRow(table, marker, row, snapshot("INITIAL"));
    }

    /** A row of a blocking snapshot. */
    public SourceRecord blockingRow(EventTable table, String marker, Struct row) {
        Map<String, Object> offset = snapshot("BLOCKING");
        offset.putAll(streaming());
        offset.remove("transaction_id");
        return snapshotRow(table, marker, row, offset);
    }

    private SourceRecord snapshotRow(EventTable table, String marker, Struct row, Map<String, Object> offset) {
        Struct source = EventSource.source(table.schema(), table.name(), now, marker, xid, lsn);
        Struct envelope = table.envelope().read(row, source, now);
        return record(table, table.keySchema(), table.keyOf(row), envelope, offset, null);
    }

    /** A row of an incremental snapshot. */
    public SourceRecord incrementalRow(EventTable table, Struct row) {
        Struct source = EventSource.source(table.schema(), table.name(), now, "incremental", null, null);
        Struct envelope = table.envelope().read(row, source, now);
        return record(table, table.keySchema(), table.keyOf(row), envelope, streaming(), null);
    }

    /** A notification about an initial or blocking snapshot, {@code snapshot} being INITIAL, BLOCKING or absent. */
    public SourceRecord snapshotNotification(String type, @Nullable String snapshot) {
        return notification("Initial Snapshot", type, snapshot == null ? bare() : snapshot(snapshot));
    }

    /** Any notification. */
    public SourceRecord notification(String aggregate, String type, Map<String, Object> offset) {
        Struct value = new Struct(SCHEMAS.notificationValueSchema(SchemaNameAdjuster.NO_OP))
                .put("id", "6b3bd3d3")
                .put("type", type)
                .put("aggregate_type", aggregate)
                .put("additional_data", Map.of("connector_name", PREFIX))
                .put("timestamp", now.toEpochMilli());
        Schema keySchema = SCHEMAS.notificationKeySchema(SchemaNameAdjuster.NO_OP);
        Struct key = new Struct(keySchema).put("id", "6b3bd3d3");
        return new SourceRecord(PARTITION, offset, NOTIFICATIONS, keySchema, key, value.schema(), value);
    }

    /** A sign of life at the current position. */
    public SourceRecord heartbeat() {
        Schema keySchema = SCHEMAS.heartbeatKeySchema(SchemaNameAdjuster.NO_OP);
        Struct key = new Struct(keySchema).put("serverName", PREFIX);
        Struct value =
                new Struct(SCHEMAS.heartbeatValueSchema(SchemaNameAdjuster.NO_OP)).put("ts_ms", now.toEpochMilli());
        String topic = "__debezium-heartbeat." + PREFIX;
        return new SourceRecord(PARTITION, streaming(), topic, 0, keySchema, key, value.schema(), value);
    }

    /** A logical message within the open transaction. */
    public SourceRecord message(String prefix, String content) {
        advance();
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        Struct value = new Struct(MESSAGE)
                .put("op", "m")
                .put("ts_ms", now.toEpochMilli())
                .put("source", EventSource.source("", "", now, null, xid, lsn))
                .put("transaction", transaction())
                .put("message", new Struct(MESSAGE_BLOCK).put("prefix", prefix).put("content", bytes));
        Struct key = new Struct(MESSAGE_KEY).put("prefix", prefix);
        return new SourceRecord(PARTITION, streaming(), PREFIX + ".message", MESSAGE_KEY, key, MESSAGE, value);
    }

    private void advance() {
        lsn += 0x80;
    }

    private Struct source(EventTable table) {
        return EventSource.source(table.schema(), table.name(), now, null, xid, lsn);
    }

    private Struct create(EventTable table, Struct after) {
        return table.envelope().create(after, source(table), now);
    }

    private SourceRecord change(
            EventTable table, @Nullable Struct key, Struct envelope, @Nullable ConnectHeaders headers) {
        envelope.put(Envelope.FieldName.TRANSACTION, transaction());
        return record(table, table.keySchema(), key, envelope, streaming(), headers);
    }

    private static SourceRecord record(
            EventTable table,
            @Nullable Schema keySchema,
            @Nullable Struct key,
            Struct envelope,
            Map<String, Object> offset,
            @Nullable ConnectHeaders headers) {
        return new SourceRecord(
                PARTITION, offset, table.topic(), null, keySchema, key, envelope.schema(), envelope, null, headers);
    }

    private Struct transaction() {
        events++;
        return new Struct(SCHEMAS.transactionBlockSchema())
                .put("id", transactionId())
                .put("total_order", events)
                .put("data_collection_order", events);
    }

    private String transactionId() {
        return xid + ":" + lsn;
    }

    private SourceRecord boundary(String status, @Nullable Long count) {
        Schema keySchema = SCHEMAS.transactionKeySchema(SchemaNameAdjuster.NO_OP);
        Struct key = new Struct(keySchema).put("id", transactionId());
        Struct value = new Struct(SCHEMAS.transactionValueSchema(SchemaNameAdjuster.NO_OP))
                .put("status", status)
                .put("id", transactionId())
                .put("event_count", count)
                .put("ts_ms", now.toEpochMilli());
        Map<String, Object> offset = streaming();
        offset.put("messageType", status.equals("END") ? "COMMIT" : "BEGIN");
        return new SourceRecord(PARTITION, offset, PREFIX + ".transaction", keySchema, key, value.schema(), value);
    }

    private Map<String, Object> bare() {
        return new HashMap<>(Map.of("lsn", lsn, "ts_usec", micros(now), "txId", xid));
    }

    private Map<String, Object> streaming() {
        Map<String, Object> offset = bare();
        offset.put("lsn_proc", lsn);
        offset.put("messageType", "INSERT");
        offset.put("transaction_id", Long.toString(xid));
        if (lastCommit != 0) {
            offset.put("lsn_commit", lastCommit);
        }
        offset.putAll(incremental);
        return offset;
    }

    private Map<String, Object> snapshot(String kind) {
        Map<String, Object> offset = bare();
        offset.put("snapshot", kind);
        offset.put("snapshot_completed", false);
        offset.put("last_snapshot_record", false);
        return offset;
    }
}
