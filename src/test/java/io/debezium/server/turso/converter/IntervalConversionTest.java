package io.debezium.server.turso.converter;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Random;

import io.debezium.server.turso.type.text.IntervalText;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGInterval;

import static org.assertj.core.api.Assertions.assertThat;

class IntervalConversionTest {
    private final IntervalConversion conversion = new IntervalConversion(() -> true);

    @Test
    void theStreamAndTheSnapshotAgreeToTheMicrosecond() throws SQLException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = "-2 years -6 mons -29 days " + (random.nextBoolean() ? "" : "-")
                    + String.format(
                            Locale.ROOT,
                            "%02d:%02d:%02d.%06d",
                            random.nextInt(100_000),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1_000_000));

            assertThat(conversion.convert(new PGInterval(text))).isEqualTo(IntervalText.iso(text));
        }
    }

    @Test
    void secondsOfSixtyAndAFractionKeepTheirLastDigit() throws SQLException {
        assertThat(conversion.convert(new PGInterval("-2 years -6 mons -29 days +16:52:02.36405")))
                .isEqualTo("P-2Y-6M-29DT16H52M2.36405S");
    }
}
