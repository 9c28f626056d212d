package io.debezium.server.turso.converter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;

import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.UnchangedToastedReplicationMessageColumn;
import io.debezium.server.turso.type.CatalogType;
import io.debezium.server.turso.type.NotNull;
import io.debezium.server.turso.type.text.IntervalText;
import io.debezium.spi.converter.CustomConverter.Converter;
import io.debezium.spi.converter.RelationalColumn;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PGInterval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the converter takes over, and what it makes of the values that the connector hands it. */
final class PostgresTextConverterTest {
    private static final Object UNCHANGED = UnchangedToastedReplicationMessageColumn.UNCHANGED_TOAST_VALUE;
    private static final String PLACEHOLDER = "gone";

    private record Registered(Schema schema, Converter converter) {}

    private static final Map<Integer, CatalogType> USER_TYPES = Map.of(
            20_000, new CatalogType("citext", -1, ""),
            20_001, new CatalogType("_citext", -1, "citext"),
            20_002, new CatalogType("_counted", 589_828, "numeric"));

    private static Optional<Registered> find(RelationalColumn column) {
        PostgresTextConverter converter = new PostgresTextConverter(
                () -> USER_TYPES,
                () -> {
                    throw new AssertionError("the connector's own conversion is not asked");
                },
                (table, name) -> table.equals("s.finite"),
                Map::of);
        Properties properties = new Properties();
        properties.setProperty("unavailable.value.placeholder", PLACEHOLDER);
        converter.configure(properties);
        List<Registered> registered = new ArrayList<>();
        converter.converterFor(
                column, (schema, conversion) -> registered.add(new Registered(schema.build(), conversion)));
        return registered.stream().findFirst();
    }

    private static Registered require(String type, int oid, boolean optional) {
        return find(new CapturedColumn(type, Types.OTHER, oid, optional)).orElseThrow();
    }

    private static @Nullable Object convert(String type, int oid, @Nullable Object value) {
        return require(type, oid, true).converter().convert(value);
    }

    @ParameterizedTest
    @CsvSource({
        "varbit, 1562, string,",
        "bits, 1562, string,",
        "date, 1082, int32, io.debezium.time.Date",
        "day, 1082, int32, io.debezium.time.Date",
        "timestamp, 1114, int64, io.debezium.server.turso.type.Timestamp",
        "int2vector, 22, string,",
        "oidvector, 30, string,",
        "counted, 1700, string, io.debezium.server.turso.type.Numeric",
        "raw, 17, bytes, io.debezium.server.turso.type.Bytes",
        "crate, 603, string, io.debezium.server.turso.type.Geometric",
        "stretch, 601, string, io.debezium.server.turso.type.Geometric",
        "way, 602, string, io.debezium.server.turso.type.Geometric",
        "shape, 604, string, io.debezium.server.turso.type.Geometric",
        "edge, 628, string, io.debezium.server.turso.type.Geometric",
        "ring, 718, string, io.debezium.server.turso.type.Geometric",
        "handle, 20000, string, io.debezium.server.turso.type.Catalog",
    })
    void takes_over_what_the_connector_would_lose(String type, int oid, String connect, @Nullable String name) {
        Schema schema = require(type, oid, true).schema();

        assertThat(schema.type().getName()).isEqualTo(connect);
        assertThat(schema.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "int4, 23",
        "text, 25",
        "numeric, 1700",
        "bytea, 17",
        "box, 603",
        "lseg, 601",
        "path, 602",
        "polygon, 604",
        "line, 628",
        "circle, 718",
        "citext, 20000",
        "mood, 20009",
        "timestamptz, 1184"
    })
    void leaves_the_rest_to_the_connector(String type, int oid) {
        assertThat(find(new CapturedColumn(type, Types.OTHER, oid, true))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "_int4, 1007, INT4",
        "_timestamptz, 1185, TIMESTAMPTZ",
        "_uuid, 2951, UUID",
        "ints, 1007, INT4",
        "pg_catalog._box, 1020, BOX"
    })
    void names_the_element_of_a_built_in_array(String type, int oid, String element) {
        Registered array =
                find(new CapturedColumn(type, Types.ARRAY, oid, true)).orElseThrow();

        assertThat(array.schema().name()).isEqualTo("io.debezium.server.turso.type.Array");
        assertThat(array.schema().parameters()).containsEntry("element", element);
        assertThat(array.converter().convert("{1}")).isEqualTo("{1}");
    }

    @Test
    void asks_the_catalog_for_the_element_of_an_array_of_a_user_s_type() {
        Registered array = find(new CapturedColumn("\"S\".\"_counted\"", Types.ARRAY, 20_002, true))
                .orElseThrow();

        assertThat(array.schema().parameters())
                .containsEntry("type", "_counted")
                .containsEntry("element", "numeric")
                .containsEntry("modifier", "589828");
    }

    @Test
    void takes_an_array_of_a_type_that_is_gone_for_one_of_texts() {
        Registered array =
                find(new CapturedColumn("_gone", Types.ARRAY, 20_009, true)).orElseThrow();

        assertThat(array.schema().parameters()).containsEntry("element", "GONE");
        assertThat(array.converter().convert("{a,b}")).isEqualTo("{a,b}");
    }

    @ParameterizedTest
    @CsvSource({"varbit, 1562", "timestamp, 1114", "date, 1082", "interval, 1186", "timetz, 1266"})
    void lets_a_null_of_yesterday_pass_where_the_column_is_not_null_today(String type, int oid) {
        Registered required = require(type, oid, false);

        assertThat(required.schema().isOptional()).isTrue();
        assertThat(NotNull.is(required.schema())).isTrue();
        assertThat(required.converter().convert(null)).isNull();
        assertThat(NotNull.is(SchemaBuilder.string().optional().build())).isFalse();
    }

    @Test
    void hands_on_text_as_it_prints_itself() {
        assertThat(convert("varbit", 1562, java.net.URI.create("0101"))).isEqualTo("0101");
        assertThat(convert("varbit", 1562, null)).isNull();
        assertThat(convert("varbit", 1562, UNCHANGED)).isEqualTo(PLACEHOLDER);
        assertThat(convert("varbit", 1562, new byte[] {1})).isEqualTo("");
        assertThat(convert("varbit", 1562, true)).isEqualTo("");
    }

    @Test
    void hands_on_bytes_as_bytes() {
        assertThat(convert("raw", 17, new byte[] {1, 2})).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(convert("raw", 17, null)).isNull();
        assertThat(convert("raw", 17, UNCHANGED)).isEqualTo(PLACEHOLDER.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void counts_timestamps_from_2000_as_postgres_does() {
        assertThat(convert("timestamp", 1114, "2000-01-01 00:00:00.000001")).isEqualTo(1L);
        assertThat(convert("timestamp", 1114, Instant.parse("1999-12-31T23:59:59.999999Z")))
                .isEqualTo(-1L);
        assertThat(convert("timestamp", 1114, "294276-12-31 23:59:59.999999")).isEqualTo(9_223_371_331_199_999_999L);
        assertThat(convert("timestamp", 1114, "infinity")).isEqualTo(Long.MAX_VALUE);
        assertThat(convert("timestamp", 1114, "-infinity")).isEqualTo(Long.MIN_VALUE);
        assertThat(convert("timestamp", 1114, PostgresValueConverter.POSITIVE_INFINITY_INSTANT))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(convert("timestamp", 1114, PostgresValueConverter.NEGATIVE_INFINITY_INSTANT))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(convert("timestamp", 1114, 946_684_800_000_001L)).isEqualTo(1L);
        assertThat(convert("timestamp", 1114, null)).isNull();
        assertThatThrownBy(() -> convert("timestamp", 1114, 'x')).hasMessageContaining("Character");
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Europe/Berlin", "Pacific/Kiritimati"})
    void counts_dates_whatever_the_zone(String zone) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertThat(convert("date", 1082, java.sql.Date.valueOf("2024-02-29")))
                    .isEqualTo(19_782);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void counts_dates_of_every_form() {
        assertThat(convert("date", 1082, LocalDate.of(1970, 1, 2))).isEqualTo(1);
        assertThat(convert("date", 1082, 7)).isEqualTo(7);
        assertThat(convert("date", 1082, new java.sql.Date(9_223_372_036_825_200_000L)))
                .isEqualTo(-2_147_472_692);
        assertThat(convert("date", 1082, new java.sql.Date(-9_223_372_036_832_400_000L)))
                .isEqualTo(-2_147_472_691);
        assertThat(convert("date", 1082, java.sql.Date.valueOf("1582-10-25"))).isEqualTo(-141_417);
        assertThat(convert("date", 1082, java.sql.Date.valueOf("1582-10-04"))).isEqualTo(-141_438);
        Calendar ides = new GregorianCalendar(44, Calendar.MARCH, 15);
        ides.set(Calendar.ERA, GregorianCalendar.BC);
        assertThat(convert("date", 1082, new java.sql.Date(ides.getTimeInMillis())))
                .isEqualTo(-735_160);
        assertThat(convert("date", 1082, null)).isNull();
        assertThat(convert("date", 1082, "1582-10-10")).isEqualTo(-141_432);
        assertThat(convert("date", 1082, "0044-03-15 BC")).isEqualTo(-735_160);
        assertThat(convert("date", 1082, "-infinity")).isEqualTo(-2_147_472_691);
        assertThatThrownBy(() -> convert("date", 1082, 1.0)).hasMessageContaining("Double");
    }

    @ParameterizedTest
    @CsvSource({"1582-10-15", "1582-10-24"})
    void refuses_a_date_that_the_driver_gives_for_two(String date) {
        assertThatThrownBy(() -> convert("date", 1082, java.sql.Date.valueOf(date)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1582-10-15 to 1582-10-24");
    }

    @Test
    void a_zero_interval_counts_only_where_the_column_holds_no_infinite_ones() throws SQLException {
        assertThat(convert("interval", 1186, "infinity")).isEqualTo("infinity");
        assertThat(convert("interval", 1186, "P0Y1M0DT0H0M0S")).isEqualTo("P0Y1M0DT0H0M0S");
        assertThat(convert("interval", 1186, "00:00:00")).isEqualTo("P0Y0M0DT0H0M0S");
        assertThat(convert("interval", 1186, new PGInterval("1 mon -00:00:00.5")))
                .isEqualTo("P0Y1M0DT0H0M-0.5S");
        assertThat(convert("interval", 1186, new PGInterval("infinity"))).isEqualTo(IntervalText.ZERO_OR_INFINITE);
        assertThat(convert("interval", 1186, new PGInterval("00:00:00"))).isEqualTo(IntervalText.ZERO_OR_INFINITE);
        assertThat(find(new CapturedColumn("interval", Types.OTHER, 1186, true, "s.finite", null))
                        .orElseThrow()
                        .converter()
                        .convert(new PGInterval("00:00:00")))
                .isEqualTo("P0Y0M0DT0H0M0S");
        assertThatThrownBy(() -> convert("interval", 1186, 1L)).hasMessageContaining("Long");
    }

    @Test
    void times_with_time_zone_take_offsets_of_seconds() {
        assertThat(convert("timetz", 1266, "04:05:06+01:02:03")).isEqualTo("03:03:03.000000Z");
        assertThat(convert("timetz", 1266, OffsetTime.parse("10:34:56.1Z"))).isEqualTo("10:34:56.100000Z");
        assertThat(convert("timetz", 1266, "10:34:56.1Z")).isEqualTo("10:34:56.1Z");
        assertThat(convert("timetz", 1266, null)).isNull();
        assertThatThrownBy(() -> convert("timetz", 1266, 1L)).hasMessageContaining("Long");
    }
}
