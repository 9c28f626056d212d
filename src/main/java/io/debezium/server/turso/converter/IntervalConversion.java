package io.debezium.server.turso.converter;

import java.math.BigDecimal;
import java.util.function.Supplier;

import io.debezium.server.turso.type.text.IntervalText;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.time.Interval;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

/** Intervals in ISO 8601, and no zero where the driver makes zero of an infinite one. */
final class IntervalConversion implements CustomConverter.Converter {
    private final Supplier<Boolean> finite;

    /** Asks {@code finite}, once and not before a zero comes, whether the column holds no infinite intervals. */
    IntervalConversion(Supplier<Boolean> finite) {
        this.finite = new Once<>(finite);
    }

    /** A snapshot has what Postgres prints, the stream what the driver made of it, a default what the connector made of it. */
    @Override
    public @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.startsWith("P") ? text : IntervalText.iso(text);
            case PGInterval interval -> certain(iso(interval));
            default -> throw new IllegalArgumentException("an interval as " + value.getClass());
        };
    }

    private String certain(String iso) {
        return !iso.equals(IntervalText.ZERO) || finite.get() ? iso : IntervalText.ZERO_OR_INFINITE;
    }

    private static String iso(PGInterval interval) {
        return Interval.toIsoString(
                interval.getYears(),
                interval.getMonths(),
                interval.getDays(),
                interval.getHours(),
                interval.getMinutes(),
                seconds(interval));
    }

    /** The driver's own sum of the two is a double, which loses microseconds. */
    private static BigDecimal seconds(PGInterval interval) {
        return BigDecimal.valueOf(interval.getWholeSeconds()).add(BigDecimal.valueOf(interval.getMicroSeconds(), 6));
    }
}
