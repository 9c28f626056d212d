package io.debezium.server.turso.converter;

import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

import io.debezium.server.turso.type.text.IsoText;
import io.debezium.server.turso.type.text.TemporalText;
import io.debezium.spi.converter.CustomConverter;
import org.jspecify.annotations.Nullable;

/** Times with time zone in UTC; a snapshot has their text, of which the connector cannot read all offsets. */
final class TimetzConversion implements CustomConverter.Converter {
    /** A column's default comes as what the connector itself makes of it. */
    @Override
    public @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.endsWith("Z") ? text : TemporalText.zonedTime(text);
            case OffsetTime time -> utc(time.withOffsetSameInstant(ZoneOffset.UTC));
            default -> throw new IllegalArgumentException("a time with time zone as " + value.getClass());
        };
    }

    private static String utc(OffsetTime time) {
        return IsoText.appendTime(new StringBuilder(16), time.getLong(ChronoField.MICRO_OF_DAY))
                .append('Z')
                .toString();
    }
}
