package io.debezium.server.turso.converter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.server.turso.type.text.IsoText;
import io.debezium.server.turso.type.text.TemporalText;
import io.debezium.spi.converter.CustomConverter;
import org.jspecify.annotations.Nullable;

/** Timestamps without time zone as Postgres counts them, to the last microsecond of its last year. */
final class TimestampConversion implements CustomConverter.Converter {
    private static final long SECONDS_TO_2000 = IsoText.DAYS_TO_2000 * 86_400;

    /** A column's default comes as what the connector itself makes of it: microseconds since 1970. */
    @Override
    public @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> TemporalText.postgresMicros(text);
            case Instant instant -> micros(instant);
            case Long micros -> micros(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
            default -> throw new IllegalArgumentException("a timestamp as " + value.getClass());
        };
    }

    private static long micros(Instant instant) {
        if (instant.equals(PostgresValueConverter.POSITIVE_INFINITY_INSTANT)) {
            return Long.MAX_VALUE;
        }
        if (instant.equals(PostgresValueConverter.NEGATIVE_INFINITY_INSTANT)) {
            return Long.MIN_VALUE;
        }
        return (instant.getEpochSecond() - SECONDS_TO_2000) * IsoText.MICROS_PER_SECOND + instant.getNano() / 1000;
    }
}
