package io.debezium.server.turso.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.debezium.server.turso.ddl.MessageReader;
import io.debezium.server.turso.ddl.SchemaMessage;
import io.debezium.server.turso.table.ColumnRefusal;
import io.debezium.server.turso.table.Publication;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.table.SourceTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the logical messages of the source's event triggers. */
final class SchemaDecoder {
    private final SchemaCapture capture;
    private final MessageProof proof;
    /** By OID: the tables defined in this transaction, which rows may follow. */
    private final Map<Long, Described> described = new HashMap<>();

    /** Tables that the source has told of: it tells their keys too. */
    private final Set<TableId> told = new HashSet<>();

    /** Whether a message came that nobody believes. */
    private boolean forged;

    /** A table, and the positions of its captured columns among all. */
    private record Described(SchemaChange.Defined table, List<Integer> columns) {}

    /** {@code earlier}: messages before that LSN may be of triggers whose secret nobody knows any more. */
    SchemaDecoder(SchemaCapture capture, long earlier) {
        this.capture = capture;
        this.proof = new MessageProof(capture, earlier);
    }

    /** Whether the source has told of the table, so that its events need not show a key. */
    boolean hasToldOf(TableId table) {
        return told.contains(table);
    }

    /** A transaction begins. */
    void begin() {
        described.clear();
    }

    /** Changes that the message asks for; none if it is somebody else's. */
    List<? extends SourceChange> decode(SourceRecord record, Struct value, long transactionId) {
        Struct message = value.getStruct("message");
        if (message == null || !MessageReader.PREFIX.equals(message.getString("prefix"))) {
            return List.of();
        }
        byte[] content = bytes(message.get("content"));
        if (content.length == 0) {
            return List.of();
        }
        try {
            long lsn = value.getStruct("source").getInt64("lsn");
            return switch (proof.judge(content, transactionId, lsn)) {
                case MessageProof.Verdict.Genuine genuine -> changes(genuine.message(), record);
                case MessageProof.Verdict.Forged forgery -> forged();
                case MessageProof.Verdict.Unasked nobody -> List.of();
                case MessageProof.Verdict.Unproved unproved ->
                    List.of(new SchemaChange.NotCaptured(unproved.reason(), unproved.rows(), List.of()));
            };
        } catch (IllegalArgumentException e) {
            throw new UndecodableEventException(
                    record,
                    "it is a message about a schema change that this version of the" + " sink does not understand ("
                            + e.getMessage() + ")");
        }
    }

    /** Told once, since anybody can send messages. */
    private List<SchemaChange> forged() {
        if (forged) {
            return List.of();
        }
        forged = true;
        return List.of(new SchemaChange.Forged());
    }

    private List<? extends SourceChange> changes(SchemaMessage message, SourceRecord record) {
        return switch (message) {
            case SchemaMessage.Table table -> List.of(defined(table, record));
            case SchemaMessage.Rows rows -> rows(rows);
            case SchemaMessage.Drops drops -> dropped(drops);
            case SchemaMessage.Label label ->
                List.of(new SchemaChange.Relabelled(
                        label.oid(), label.id(), label.columns(), label.before(), label.after()));
            case SchemaMessage.Publications publications -> List.of(published(publications.all()));
            case SchemaMessage.Failed failed ->
                List.of(new SchemaChange.NotCaptured(failed.message(), failed.rows(), failed.oids()));
        };
    }

    private static List<SchemaChange> dropped(SchemaMessage.Drops drops) {
        List<SchemaChange> changes = new ArrayList<>();
        drops.tables().forEach(table -> changes.add(new SchemaChange.Dropped(table.oid(), table.id())));
        drops.indexes()
                .forEach(
                        index -> changes.add(new SchemaChange.IndexDropped(index.oid(), index.schema(), index.name())));
        return changes;
    }

    private SchemaChange.Published published(List<Publication> all) {
        String name = capture.publication();
        return new SchemaChange.Published(
                name,
                all.stream()
                        .filter(publication -> publication.name().equals(name))
                        .findFirst(),
                capture::captures,
                capture::skips);
    }

    private SchemaChange.Defined defined(SchemaMessage.Table message, SourceRecord record) {
        TableDefinition all = message.definition();
        boolean captured = capture.captures(all);
        requireReadable(all, captured, record);
        told.add(all.id());
        TableDefinition definition = all.without(column -> !capture.captures(all.id(), column));
        SchemaChange.Defined defined = new SchemaChange.Defined(
                definition, definition.asSourceTable(), captured, message.rewritten(), message.origin());
        if (captured) {
            List<Integer> columns = definition.columns().stream()
                    .map(column -> all.columns().indexOf(column))
                    .toList();
            described.put(all.oid(), new Described(defined, columns));
        }
        return defined;
    }

    private void requireReadable(TableDefinition table, boolean captured, SourceRecord record) {
        if (captured && table.id().isMisread()) {
            throw new UndecodableEventException(
                    record,
                    "table " + table.id()
                            + " was made or renamed, whose changes the connector leaves out because of the"
                            + " quotes in its name. The position does not move. Add it to"
                            + " debezium.source.table.exclude.list and start again; rename it before it is captured.");
        }
        if (captured && !table.unsent().isEmpty()) {
            throw new UndecodableEventException(
                    record, table.unsent().getFirst().problem(table.id()) + " The position does not move.");
        }
        if (captured) {
            ColumnRefusal.of(table, table.key(), column -> capture.captures(table.id(), column)).stream()
                    .findFirst()
                    .ifPresent(refusal -> {
                        throw new UndecodableEventException(
                                record,
                                "table " + table.id() + " was made or changed, and " + refusal.reason()
                                        + ". The position does not move: " + refusal.exclusion()
                                        + " and start again, or, before it is captured the next time, "
                                        + refusal.mending() + ".");
                    });
        }
    }

    private List<Change> rows(SchemaMessage.Rows message) {
        Described table = described.get(message.oid());
        if (table == null) {
            return List.of();
        }
        SourceTable source = table.table().table();
        List<Change> changes = new ArrayList<>(message.rows().size());
        for (List<@Nullable String> texts : message.rows()) {
            Row row = row(texts, table.columns());
            changes.add(message.gone() ? delete(source, row) : new Change.Insert(source, row));
        }
        return changes;
    }

    private static Row row(List<@Nullable String> texts, List<Integer> columns) {
        List<Cell> cells = new ArrayList<>(columns.size());
        for (int column : columns) {
            String text = texts.get(column);
            cells.add(text == null ? Cell.NULL : new Cell.Present(text));
        }
        return new Row(cells);
    }

    private static Change delete(SourceTable table, Row row) {
        List<String> names = table.columns().stream().map(SourceColumn::name).toList();
        List<Cell> key = table.key().stream()
                .map(column -> row.cells().get(names.indexOf(column)))
                .toList();
        return new Change.Delete(table, new Row(key), row, true);
    }

    private static byte[] bytes(@Nullable Object content) {
        return switch (content) {
            case byte[] array -> array;
            case ByteBuffer buffer -> {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.duplicate().get(bytes);
                yield bytes;
            }
            case null -> new byte[0];
            default -> throw new IllegalArgumentException("content of " + content.getClass());
        };
    }
}
