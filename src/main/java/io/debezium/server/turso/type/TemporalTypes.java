package io.debezium.server.turso.type;

import java.util.Optional;

import io.debezium.time.Date;
import io.debezium.time.Interval;
import io.debezium.time.IsoDate;
import io.debezium.time.IsoTime;
import io.debezium.time.IsoTimestamp;
import io.debezium.time.MicroDuration;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoDuration;
import io.debezium.time.NanoTime;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import org.apache.kafka.connect.data.Schema;

/** The semantic types of dates and times in every {@code time.precision.mode}. */
final class TemporalTypes {
    private TemporalTypes() {}

    /** The mapping of a temporal semantic type, empty if it is none. */
    static Optional<ColumnMapping> find(Schema schema, SourceType source) {
        return Optional.ofNullable(
                switch (schema.name()) {
                    case null -> null;
                    case Date.SCHEMA_NAME -> DateMapping.DAYS;
                    case Time.SCHEMA_NAME -> TimeMapping.MILLIS;
                    case MicroTime.SCHEMA_NAME -> TimeMapping.MICROS;
                    case NanoTime.SCHEMA_NAME -> TimeMapping.NANOS;
                    case Timestamp.SCHEMA_NAME -> TimestampMapping.MILLIS;
                    case MicroTimestamp.SCHEMA_NAME -> TimestampMapping.MICROS;
                    case NanoTimestamp.SCHEMA_NAME -> TimestampMapping.NANOS;
                    case ZonedTime.SCHEMA_NAME -> TimeMapping.ZONED;
                    case ZonedTimestamp.SCHEMA_NAME -> ZonedTimestampMapping.INSTANCE;
                    case Interval.SCHEMA_NAME -> IntervalMapping.ISO;
                    case org.apache.kafka.connect.data.Date.LOGICAL_NAME -> DateMapping.CONNECT;
                    case org.apache.kafka.connect.data.Time.LOGICAL_NAME -> requireMillis(source, TimeMapping.CONNECT);
                    case org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME ->
                        requireMillis(source, TimestampMapping.CONNECT);
                    case IsoDate.SCHEMA_NAME, IsoTime.SCHEMA_NAME, IsoTimestamp.SCHEMA_NAME ->
                        throw new UnmappableValueException(
                                "is a " + source.name()
                                        + " that arrives as ISO text without infinity and 24:00: set time.precision.mode=microseconds.");
                    case MicroDuration.SCHEMA_NAME, NanoDuration.SCHEMA_NAME ->
                        throw new UnmappableValueException(
                                "is an interval that arrives as a number, its months turned into days: set interval.handling.mode=string.");
                    default -> null;
                });
    }

    private static ColumnMapping requireMillis(SourceType source, ColumnMapping mapping) {
        if (source.scale() >= 0 && source.scale() <= 3) {
            return mapping;
        }
        throw new UnmappableValueException(
                "is a " + source.name() + " that arrives cut to milliseconds: set time.precision.mode=microseconds.");
    }
}
