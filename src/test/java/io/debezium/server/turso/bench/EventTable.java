package io.debezium.server.turso.bench;

import java.util.ArrayList;
import java.util.List;

import io.debezium.data.Envelope;
import io.debezium.schema.SchemaFactory;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A captured table with the schemas that the connector gives its records; the same objects for every record. */
public final class EventTable {
    private final String schema;
    private final String name;
    private final String topic;
    private final @Nullable Schema keySchema;
    private final Schema rowSchema;
    private final Envelope envelope;

    private EventTable(Builder builder) {
        schema = builder.schema;
        name = builder.name;
        topic = builder.prefix + '.' + (schema + '.' + name).replaceAll("[^A-Za-z0-9._-]", "_");
        keySchema = builder.keys.isEmpty()
                ? null
                : struct(topic + ".Key", builder.keys).build();
        rowSchema = struct(topic + ".Value", builder.columns).optional().build();
        envelope = Envelope.defineSchema()
                .withName(Envelope.schemaName(topic))
                .withRecord(rowSchema)
                .withSource(EventSource.SCHEMA)
                .withTransaction(SchemaFactory.get().transactionBlockSchema())
                .build();
    }

    /** A table of topic prefix {@link EventBuilder#PREFIX}. */
    public static Builder table(String schema, String name) {
        return new Builder(EventBuilder.PREFIX, schema, name);
    }

    private static SchemaBuilder struct(String name, List<Column> columns) {
        SchemaBuilder struct = SchemaBuilder.struct().name(name);
        columns.forEach(column -> struct.field(column.name(), column.schema()));
        return struct;
    }

    /** A row of all columns, in their order. */
    public Struct row(@Nullable Object... values) {
        return fill(rowSchema, values);
    }

    /** A row as an old row looks under replica identity DEFAULT: key real, the rest invented or absent. */
    Struct oldRow(Struct key) {
        Struct row = new Struct(rowSchema);
        for (Field field : rowSchema.fields()) {
            boolean inKey = key.schema().field(field.name()) != null;
            row.put(field, inKey ? key.getWithoutDefault(field.name()) : invented(field.schema()));
        }
        return row;
    }

    private static @Nullable Object invented(Schema schema) {
        if (schema.isOptional()) {
            return null;
        }
        return switch (schema.type()) {
            case STRING -> "";
            case INT32 -> 0;
            case INT64 -> 0L;
            default -> throw new IllegalArgumentException("no invented value for " + schema.type());
        };
    }

    /** The key's values, in key order. */
    public Struct key(@Nullable Object... values) {
        if (keySchema == null) {
            throw new IllegalStateException(name + " has no key");
        }
        return fill(keySchema, values);
    }

    @Nullable
    Struct keyOf(Struct row) {
        if (keySchema == null) {
            return null;
        }
        Struct key = new Struct(keySchema);
        keySchema.fields().forEach(field -> key.put(field, row.getWithoutDefault(field.name())));
        return key;
    }

    private static Struct fill(Schema schema, @Nullable Object[] values) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            struct.put(schema.fields().get(i), values[i]);
        }
        return struct;
    }

    String schema() {
        return schema;
    }

    String name() {
        return name;
    }

    String topic() {
        return topic;
    }

    @Nullable
    Schema keySchema() {
        return keySchema;
    }

    Envelope envelope() {
        return envelope;
    }

    private record Column(String name, Schema schema) {}

    /** Columns in their order. */
    public static final class Builder {
        private final String prefix;
        private final String schema;
        private final String name;
        private final List<Column> keys = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();

        private Builder(String prefix, String schema, String name) {
            this.prefix = prefix;
            this.schema = schema;
            this.name = name;
        }

        /** A column of the key; the key's order is that of these calls. */
        public Builder key(String column, Schema of) {
            keys.add(new Column(column, of));
            return column(column, of);
        }

        /** Any other column. */
        public Builder column(String column, Schema of) {
            columns.add(new Column(column, of));
            return this;
        }

        /** The table. */
        public EventTable build() {
            return new EventTable(this);
        }
    }
}
