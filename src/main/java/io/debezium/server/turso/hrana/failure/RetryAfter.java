package io.debezium.server.turso.hrana.failure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/** The Retry-After header: seconds, or a date of HTTP. */
final class RetryAfter {
    private RetryAfter() {}

    /** The wait from {@code now} on, never negative; null if {@code header} is absent or cannot be read. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        return value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : until(value, now);
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            Duration wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
