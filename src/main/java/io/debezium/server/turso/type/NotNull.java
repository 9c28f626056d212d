package io.debezium.server.turso.type;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Whether a column is NOT NULL, apart from whether its events may carry NULL.
 *
 * <p>The connector reads NOT NULL from the catalog of today, and would send a zero for a NULL of yesterday: so the sink's
 * converter lets every column carry NULL, and marks those that the catalog calls NOT NULL.
 */
public final class NotNull {
    private static final String MARK = "io.debezium.server.turso.type.NotNull";

    private NotNull() {}

    /** Lets events carry NULL in a column that the catalog calls NOT NULL. */
    public static SchemaBuilder mark(SchemaBuilder schema) {
        return schema.optional().parameter(MARK, "");
    }

    /** Whether the catalog calls the column NOT NULL. */
    public static boolean is(Schema schema) {
        return !schema.isOptional()
                || (schema.parameters() != null && schema.parameters().containsKey(MARK));
    }
}
