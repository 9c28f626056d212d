package io.debezium.server.turso.event;

import java.util.List;

import io.debezium.server.turso.bench.EventBuilder;
import io.debezium.server.turso.bench.EventTable;
import io.debezium.server.turso.table.TableId;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A decoder, a stream of events, and some tables. */
final class DecoderFixture {
    static final String PLACEHOLDER = "unavailable-7d1c";

    static final EventTable MENU = EventTable.table("public", "menu")
            .key("id", Schema.INT32_SCHEMA)
            .column("name", Schema.OPTIONAL_STRING_SCHEMA)
            .column("price", SchemaBuilder.int64().optional().defaultValue(5L).build())
            .build();
    static final EventTable LOG = EventTable.table("Sales Dept", "Log \"1\"")
            .column("line", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    static final EventTable SIGNALS = EventTable.table("public", "signals")
            .key("id", Schema.STRING_SCHEMA)
            .build();

    final EventBuilder events = new EventBuilder();
    final ChangeDecoder decoder = new ChangeDecoder(
            new DecoderSettings(
                    EventBuilder.PREFIX,
                    DecoderSettings.DEFAULT_HEARTBEAT_TOPIC_PREFIX,
                    EventBuilder.NOTIFICATIONS,
                    PLACEHOLDER,
                    new TableId("public", "signals")),
            (table, snapshot) -> true,
            new WithoutTriggers(),
            0);

    /** Decodes a record that the test says nothing of. */
    void pass(SourceRecord record) {
        SourceEvent ignored = decoder.decode(record);
        if (ignored == null) {
            throw new AssertionError();
        }
    }

    Change change(SourceRecord record) {
        return (Change) ((SourceEvent.Changes) decoder.decode(record)).changes().getFirst();
    }

    static Row row(@Nullable Object... values) {
        return new Row(java.util.Arrays.stream(values).map(DecoderFixture::cell).toList());
    }

    private static Cell cell(@Nullable Object value) {
        return switch (value) {
            case null -> Cell.NULL;
            case Cell cell -> cell;
            default -> new Cell.Present(value);
        };
    }

    static List<String> names(Change change) {
        return change.table().columns().stream().map(column -> column.name()).toList();
    }
}
