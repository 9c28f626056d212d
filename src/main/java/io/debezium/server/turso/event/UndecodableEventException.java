package io.debezium.server.turso.event;

import java.util.Map;

import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record that the decoder does not understand, or that cannot come where it came; never retriable. The message names
 * topic and LSN, never a value.
 */
public final class UndecodableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableEventException(SourceRecord record, String reason) {
        super("Event of topic '" + record.topic() + "' at LSN " + lsn(record) + ": " + reason);
    }

    private static String lsn(SourceRecord record) {
        Map<String, ?> offset = record.sourceOffset();
        return offset != null && offset.get("lsn") instanceof Number lsn ? Position.format(lsn.longValue()) : "unknown";
    }
}
