package io.debezium.server.turso.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.event.Cell;
import io.debezium.server.turso.event.Row;
import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.table.SourceColumn;
import io.debezium.server.turso.type.ColumnMapping;
import io.debezium.server.turso.type.UnmappableValueException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** The four types that need no Debezium: long, string, bytes and double, each stored as it is. */
public final class PlainTypes {
    /** A string that no mapping takes. */
    public static final String UNMAPPABLE = "unmappable";

    private PlainTypes() {}

    /** The mapping of a schema of one of those types. */
    public static ColumnMapping mapping(Schema schema) {
        return switch (schema.type()) {
            case INT64 -> new ColumnMapping("INTEGER", value -> SqlValue.of((long) value));
            case STRING -> new ColumnMapping("TEXT", value -> text((String) value));
            case BYTES -> new ColumnMapping("BLOB", value -> SqlValue.of(((ByteBuffer) value).array()));
            case FLOAT64 -> new ColumnMapping("REAL", value -> SqlValue.of((double) value));
            default -> throw new UnmappableValueException("has the type " + schema.type() + ", which is not plain.");
        };
    }

    private static SqlValue text(String value) {
        if (value.equals(UNMAPPABLE)) {
            throw new UnmappableValueException("has a value that the test refuses.");
        }
        return SqlValue.of(value);
    }

    /** A text default as a literal. */
    public static Optional<String> defaultLiteral(Schema schema) {
        return schema.defaultValue() instanceof String text ? Optional.of(Identifiers.literal(text)) : Optional.empty();
    }

    /** A column that takes NULL. */
    public static SourceColumn nullable(String name, Schema.Type type) {
        return new SourceColumn(name, new SchemaBuilder(type).optional().build());
    }

    /** A column that does not. */
    public static SourceColumn required(String name, Schema.Type type) {
        return new SourceColumn(name, new SchemaBuilder(type).build());
    }

    /** A row of Connect values; null is NULL, a {@link Cell} is itself. */
    public static Row row(@org.jspecify.annotations.Nullable Object... values) {
        List<Cell> cells = new java.util.ArrayList<>();
        for (Object value : values) {
            cells.add(
                    switch (value) {
                        case null -> Cell.NULL;
                        case Cell cell -> cell;
                        case Integer number -> new Cell.Present(number.longValue());
                        default -> new Cell.Present(value);
                    });
        }
        return new Row(cells);
    }
}
