package io.debezium.server.turso.event;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.type.NotNull;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the tables seen, by identity of the envelope schema: the connector keeps one schema object per table
 * until the table changes. Forgets all of them when there are many, since every change of a table leaves one behind.
 */
final class TableShapes {
    private static final int MOST = 4096;

    private final IdentityHashMap<Schema, TableShape> byEnvelope = new IdentityHashMap<>();
    private final Placeholder placeholder;
    private final RowKeys keys;
    private final SchemaCapture capture;
    private final SchemaDecoder schemas;

    TableShapes(Placeholder placeholder, RowKeys keys, SchemaCapture capture, SchemaDecoder schemas) {
        this.placeholder = placeholder;
        this.keys = keys;
        this.capture = capture;
        this.schemas = schemas;
    }

    boolean knows(@Nullable Schema envelopeSchema) {
        return byEnvelope.containsKey(envelopeSchema);
    }

    /** The shape of the table that {@code record} is of. */
    TableShape of(SourceRecord record, Struct source) {
        TableShape known = byEnvelope.get(record.valueSchema());
        return known != null && known.isFor(record.keySchema()) ? known : learn(record, source);
    }

    private TableShape learn(SourceRecord record, Struct source) {
        if (byEnvelope.size() >= MOST) {
            byEnvelope.clear();
        }
        Field rows = record.valueSchema().field("after");
        if (rows == null) {
            throw new UndecodableEventException(record, "its envelope has no 'after'");
        }
        TableId id = new TableId(source.getString("schema"), source.getString("table"));
        boolean snapshot = "r".equals(((Struct) record.value()).get("op"));
        if (!snapshot) {
            capture.shown(id, transactionDuringSnapshot(record, source));
        }
        Set<String> left = snapshot ? capture.unstreamed(id) : Set.of();
        List<Field> columns = rows.schema().fields().stream()
                .filter(field -> !left.contains(field.name()))
                .toList();
        TableShape shape = TableShape.of(id, record.keySchema(), key(id, record, snapshot), columns, placeholder);
        byEnvelope.put(record.valueSchema(), shape);
        return shape;
    }

    private static OptionalLong transactionDuringSnapshot(SourceRecord record, Struct source) {
        return PositionDecoder.isDuringIncrementalSnapshot(record)
                        && source.getWithoutDefault("txId") instanceof Long xid
                ? OptionalLong.of(xid)
                : OptionalLong.empty();
    }

    /**
     * A unique index that stands for a missing primary key may also admit any number of NULLs. In both cases it
     * identifies no row, and Postgres has insisted on replica identity FULL.
     */
    private List<String> key(TableId id, SourceRecord record, boolean snapshot) {
        Schema schema = record.keySchema();
        if (schema == null
                || schema.fields().stream().anyMatch(field -> !NotNull.is(field.schema()))
                || schemas.hasToldOf(id)
                || !keys.identify(id, snapshot)) {
            return List.of();
        }
        return schema.fields().stream().map(Field::name).toList();
    }
}
