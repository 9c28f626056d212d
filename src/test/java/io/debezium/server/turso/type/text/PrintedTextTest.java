package io.debezium.server.turso.type.text;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What Postgres prints, taken apart; what it does not print, refused without being shown. */
final class PrintedTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "{1,2", "{1,2}x", "{\"a}", "{{1},{2}", "{\"a\\", "1 2 3"})
    void an_array_that_postgres_would_not_print_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrayText.parse(text, ',', Function.identity()::apply))
                .withMessageNotContaining("1");
    }

    @Test
    void arrays_keep_their_shape() {
        assertThat(ArrayText.parse("{}", ',', text -> text)).isEmpty();
        assertThat(ArrayText.parse("[2:3]={a,NULL}", ',', text -> text)).isEqualTo(Arrays.asList("a", null));
        assertThat(ArrayText.parse("{\"NULL\",\"\",\"a\\\"b\\\\\"}", ',', text -> text))
                .isEqualTo(List.of("NULL", "", "a\"b\\"));
        assertThat(ArrayText.parse("{(1,2);(3,4)}", ';', text -> text)).isEqualTo(List.of("(1,2)", "(3,4)"));
        assertThat(ArrayText.parse("{{a},{b}}", ',', text -> text)).isEqualTo(List.of(List.of("a"), List.of("b")));
        assertThat(ArrayText.parse("{a,b}", ',', String::length)).isEqualTo(List.of(1, 1));
    }

    @Test
    void an_hstore_may_be_long() {
        String quotes = "q\"".repeat(200_000);
        String printed = quotes.replace("\"", "\\\"");

        assertThat(HstoreText.parse("\"" + printed + "\"=>NULL, \"\"=>\"" + printed + "\""))
                .containsOnlyKeys(quotes, "")
                .containsEntry(quotes, null)
                .containsEntry("", quotes);
        assertThat(HstoreText.parse("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> HstoreText.parse("\"a\"=>\"b\", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 year|P1Y0M0DT0H0M0S",
                "1 mon|P0Y1M0DT0H0M0S",
                "-1 mons +2 days|P0Y-1M2DT0H0M0S",
                "1 day -00:00:01.5|P0Y0M1DT0H0M-1.5S",
                "-1 years -2 mons +3 days -04:05:06|P-1Y-2M3DT-4H-5M-6S",
                "1 mon +2 days|P0Y1M2DT0H0M0S",
                "2 years -3 mons|P2Y-3M0DT0H0M0S",
                "00:00:00|P0Y0M0DT0H0M0S",
                "100:00:10.500000|P0Y0M0DT100H0M10.5S",
                "2562047788:00:54.775807|P0Y0M0DT2562047788H0M54.775807S",
                "infinity|infinity",
                "-infinity|-infinity",
            })
    void intervals(String printed, String iso) {
        assertThat(IntervalText.iso(printed)).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P1Y", "@ 1 year", "1-2 3 4:05:06"})
    void an_interval_of_another_style_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntervalText.iso(text))
                .withMessageContaining("IntervalStyle postgres");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1,234.56|1234.56",
                "-$0.05|-0.05",
                "($5.00)|-5.00",
                "1.234,50 €|1234.50",
                "¥1,234|1234",
                "1 234,50 лв.|1234.50",
                "Rs.1,234.50|1234.50",
                "12|12",
                "0,99|0.99",
                "-$92,233,720,368,547,758.08|-92233720368547758.08"
            })
    void money_of_any_locale(String printed, String decimal) {
        assertThat(MoneyText.decimal(printed)).isEqualTo(decimal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|-0",
                "1|1",
                "100000|100000",
                "1e6|1000000",
                "123456789012345|123456789012345",
                "1e15|1e+15",
                "1e-10|1e-10",
                "1e10|10000000000",
                "0.0001|0.0001",
                "0.00001|1e-05",
                "1.5e300|1.5e+300",
                "4.9e-324|5e-324",
                "-2.5e-7|-2.5e-07",
                "1e100|1e+100",
                "NaN|NaN",
                "Infinity|Infinity",
                "-Infinity|-Infinity",
                "0.1|0.1",
                "123.456|123.456"
            })
    void doubles(double value, String printed) {
        assertThat(PostgresFloat.text(value)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|-0",
                "0.1|0.1",
                "100000|100000",
                "1e6|1e+06",
                "1.4e-45|1e-45",
                "1e10|1e+10",
                "1.17549435e-38|1.1754944e-38",
                "3.4028235e38|3.4028235e+38",
                "NaN|NaN",
                "Infinity|Infinity"
            })
    void reals(float value, String printed) {
        assertThat(PostgresFloat.text(value)).isEqualTo(printed);
    }

    /** As Postgres printed them: Java takes the middle between two numbers for one of them. */
    @ParameterizedTest
    @CsvSource({
        "69728976, 6.9728976e+07",
        "9.5367432e-07, 9.536743e-07",
        "3.3554432e7, 3.3554432e+07",
        "8.589934592e9, 8.589935e+09"
    })
    void reals_that_end_in_the_middle(float value, String printed) {
        assertThat(PostgresFloat.text(value)).isEqualTo(printed);
        assertThat(PostgresFloat.widen(value)).isEqualTo(Double.parseDouble(printed));
        assertThat(PostgresFloat.widen(-value)).isEqualTo(-Double.parseDouble(printed));
    }

    @Test
    void any_double_comes_back_from_its_text() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.doubleToRawLongBits(Double.parseDouble(PostgresFloat.text(value))))
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0044-03-15 BC, -0043-03-15",
        "0001-01-01, 0001-01-01",
        "10000-01-01, +10000-01-01",
        "9999-12-31, 9999-12-31",
        "0001-12-31 BC, 0000-12-31",
        "0002-12-31 BC, -0001-12-31",
        "infinity, infinity",
        "-infinity, -infinity",
    })
    void dates(String printed, String iso) {
        assertThat(TemporalText.date(printed)).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00+00, 12:00:00.000000Z",
        "00:30:00+01, 23:30:00.000000Z",
        "23:30:00-01, 00:30:00.000000Z",
        "24:00:00+00, 00:00:00.000000Z",
        "12:00:00.1+05:45, 06:15:00.100000Z",
        "12:00:00-15:59:59, 03:59:59.000000Z",
    })
    void times_with_a_zone(String printed, String utc) {
        assertThat(TemporalText.zonedTime(printed)).isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29 00:30:00+01, 2024-02-28T23:30:00.000000Z",
        "2024-12-31 23:30:00.5-01, 2025-01-01T00:30:00.500000Z",
        "0001-01-01 00:00:00+01 BC, -0001-12-31T23:00:00.000000Z",
        "1900-01-01 00:00:00+00:19:32, 1899-12-31T23:40:28.000000Z",
        "infinity, infinity",
    })
    void timestamps_with_a_zone(String printed, String utc) {
        assertThat(TemporalText.zonedTimestamp(printed)).isEqualTo(utc);
    }

    @Test
    void what_is_no_date_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalText.date("15.3.2024"))
                .withMessageContaining("DateStyle ISO")
                .withMessageNotContaining("2024");
        assertThat(TemporalText.time("24:00:00")).isEqualTo("24:00:00.000000");
        assertThat(TemporalText.timestamp("2000-01-01 00:00:00.01")).isEqualTo("2000-01-01T00:00:00.010000");
        assertThat(TemporalText.postgresMicros("1999-12-31 23:59:59")).isEqualTo(-1_000_000);
    }
}
