package io.debezium.server.turso.table;

import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.sql.SqlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Stored values as SQLite converts them. */
class TypeConversionTest {

    @ParameterizedTest
    @CsvSource({
        "timestamp, timestamptz, 2024-01-02T03:04:05.000000, 2024-01-02T03:04:05.000000Z",
        "timestamp, timestamptz, -0043-03-15T12:00:00.000000, -0043-03-15T12:00:00.000000Z",
        "timestamp, timestamptz, infinity, infinity",
        "timestamptz, timestamp, 2024-01-02T03:04:05.000000Z, 2024-01-02T03:04:05.000000",
        "timestamptz, timestamp, -infinity, -infinity",
        "cidr, inet, 10.0.0.1/32, 10.0.0.1",
        "cidr, inet, 10.0.0.0/8, 10.0.0.0/8",
        "cidr, inet, ::1/128, ::1",
        "cidr, inet, fe80::/32, fe80::/32",
        "cidr, inet, ::ffff:10.0.0.1/128, ::ffff:10.0.0.1"
    })
    void textsBecomeWhatPostgresPrintsOfTheOtherType(String before, String after, String stored, String converted) {
        assertThat(convert(before, after, "'" + stored + "'")).isEqualTo(SqlValue.of(converted));
    }

    @ParameterizedTest
    @CsvSource({
        "int4, oid, -1, 4294967295",
        "int4, oid, 2147483647, 2147483647",
        "int4, oid, -2147483648, 2147483648",
        "oid, int4, 4294967295, -1",
        "oid, int4, 2147483648, -2147483648",
        "oid, int4, 2147483647, 2147483647"
    })
    void numbersBecomeWhatPostgresPrintsOfTheOtherType(String before, String after, String stored, long converted) {
        assertThat(convert(before, after, stored)).isEqualTo(SqlValue.of(converted));
    }

    @Test
    void nullStaysAndOtherTypesNeedNothing() {
        assertThat(convert("timestamp", "timestamptz", "NULL")).isInstanceOf(SqlValue.Null.class);
        assertThat(TypeConversion.between("inet", "cidr")).isEmpty();
        assertThat(TypeConversion.between("text", "text")).isEmpty();
        assertThat(TypeConversion.between(null, "timestamptz")).isEmpty();
        assertThat(TypeConversion.between("timestamp", null)).isEmpty();
    }

    private static SqlValue convert(String before, String after, String stored) {
        String expression = TypeConversion.between(before, after).orElseThrow().apply("c");
        try (SqliteTarget target = new SqliteTarget()) {
            return target.select("SELECT " + expression + " FROM (SELECT " + stored + " AS c)")
                    .getFirst()
                    .getFirst();
        }
    }
}
