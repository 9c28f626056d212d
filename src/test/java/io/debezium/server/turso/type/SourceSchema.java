package io.debezium.server.turso.type;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Column schemas as the connector sends them, with the source type beside them. */
final class SourceSchema {
    /** The length of types that have none. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private SourceSchema() {}

    static Schema column(SchemaBuilder schema, String type, int length, int scale) {
        return schema.parameter("__debezium.source.column.type", type)
                .parameter("__debezium.source.column.length", Integer.toString(length))
                .parameter("__debezium.source.column.scale", Integer.toString(scale))
                .optional()
                .build();
    }

    static Schema column(SchemaBuilder schema, String type) {
        return column(schema, type, UNLIMITED, 0);
    }

    static Schema text(String type) {
        return column(SchemaBuilder.string(), type);
    }

    static Schema named(SchemaBuilder schema, String semanticType, String type) {
        return column(schema.name(semanticType).version(1), type);
    }

    static Schema array(Schema element, String type) {
        return column(SchemaBuilder.array(element), type);
    }

    /** A numeric of {@code decimal.handling.mode=string}. */
    static Schema numeric(int precision, int scale) {
        return column(SchemaBuilder.string(), "NUMERIC", precision, scale);
    }
}
