package io.debezium.server.turso.bench;

import java.time.Instant;

import io.debezium.schema.SchemaFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The {@code source} block of the Postgres connector. */
final class EventSource {
    static final Schema SCHEMA = SchemaFactory.get()
            .sourceInfoSchemaBuilder()
            .name("io.debezium.connector.postgresql.Source")
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("xmin", Schema.OPTIONAL_INT64_SCHEMA)
            .field("origin", Schema.OPTIONAL_STRING_SCHEMA)
            .field("origin_lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private EventSource() {}

    static Struct source(
            String schema,
            String table,
            Instant committed,
            @Nullable String snapshot,
            @Nullable Long xid,
            @Nullable Long lsn) {
        return new Struct(SCHEMA)
                .put("version", "3.6.0.Final")
                .put("connector", "postgresql")
                .put("name", EventBuilder.PREFIX)
                .put("ts_ms", committed.toEpochMilli())
                .put("snapshot", snapshot)
                .put("db", "postgres")
                .put("ts_us", EventBuilder.micros(committed))
                .put("schema", schema)
                .put("table", table)
                .put("txId", xid)
                .put("lsn", lsn);
    }
}
