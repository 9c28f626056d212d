package io.debezium.server.turso.type;

import java.util.HexFormat;

import io.debezium.server.turso.sql.SqlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values by their printed text and their type in the catalog: defaults of new columns, and types that users made. */
final class CatalogTypeTest {
    private static final int NUMERIC_9_2 = (9 << 16 | 2) + 4;
    private static final int NUMERIC_18_0 = (18 << 16) + 4;
    /** A scale of -2 in eleven bits. */
    private static final int NUMERIC_5_MINUS_2 = (5 << 16 | 0x7fe) + 4;

    private static final TypeRegistry EXACT = new TypeRegistry(NumericMode.EXACT);

    private static String stored(String type, int modifier, String element, String printed) {
        ColumnMapping mapping = EXACT.mapping(PostgresText.schema(new CatalogType(type, modifier, element), true));
        SqlValue value = mapping.writer().write(printed);
        return mapping.declaredType() + " "
                + switch (value) {
                    case SqlValue.Null none -> "NULL";
                    case SqlValue.Int integer -> "i" + integer.value();
                    case SqlValue.Real real -> "r" + real.value();
                    case SqlValue.Text text -> "t" + text.value();
                    case SqlValue.Blob blob -> "b" + HexFormat.of().formatHex(blob.bytes());
                };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool||t|INTEGER i1",
                "bool||f|INTEGER i0",
                "int8||-7|INTEGER i-7",
                "oid||7|INTEGER i7",
                "float8||-0|REAL r-0.0",
                "float4||NaN|REAL tNaN",
                "bytea||\\x00ff|BLOB b00ff",
                "citext||A|TEXT COLLATE NOCASE tA",
                "numeric||1.50|TEXT t1.50",
                "money||-$1,234.50|TEXT t-1234.50",
                "date||0044-03-15 BC|TEXT t-0043-03-15",
                "time||24:00:00|TEXT t24:00:00.000000",
                "timetz||12:00:00+02|TEXT t10:00:00.000000Z",
                "timestamp||2024-02-29 12:00:00|TEXT t2024-02-29T12:00:00.000000",
                "timestamptz||2024-02-29 12:00:00+02|TEXT t2024-02-29T10:00:00.000000Z",
                "interval||1 mon|TEXT tP0Y1M0DT0H0M0S",
                "hstore||\"a\"=>NULL, \"bb\"=>\"1\"|TEXT t{\"a\":null,\"bb\":\"1\"}",
                "uuid||b68a|TEXT tb68a",
                "int2vector|int2|1 2 3|TEXT t1 2 3",
                "oidvector|oid|1 2|TEXT t1 2",
                "box||(3,4),(1,2)|TEXT t(3,4),(1,2)",
                "_int4|int4|{{1,NULL}}|TEXT t[[1,null]]",
                "_bool|bool|{t,f}|TEXT t[true,false]",
                "_box|box|{(3,4),(1,2);(1,1),(0,0)}|TEXT t[\"(3,4),(1,2)\",\"(1,1),(0,0)\"]",
                "_hstore|hstore|{\"\\\"a\\\"=>\\\"1\\\"\"}|TEXT t[\"{\\\"a\\\":\\\"1\\\"}\"]",
                "geometry||0101000020E6100000000000000000F03F0000000000000040|BLOB b0101000020e6100000000000000000f03f0000000000000040",
                "geography||0101000020E6100000000000000000F03F0000000000000040|BLOB b0101000020e6100000000000000000f03f0000000000000040",
                "_geometry|geometry|{0101:NULL}|TEXT t[\"0101\",null]",
                "_geography|geography|{01}|TEXT t[\"01\"]",
            })
    void a_printed_value(String type, String element, String printed, String stored) {
        assertThat(stored(type, -1, element == null ? "" : element, printed)).isEqualTo(stored);
    }

    @Test
    void modifiers_tell_what_a_numeric_or_a_vector_fits_in() {
        assertThat(stored("numeric", NUMERIC_9_2, "", "1.50")).isEqualTo("REAL r1.5");
        assertThat(stored("numeric", NUMERIC_18_0, "", "7")).isEqualTo("INTEGER i7");
        assertThat(stored("numeric", NUMERIC_5_MINUS_2, "", "12300")).isEqualTo("REAL r12300.0");
        assertThat(stored("_numeric", NUMERIC_18_0, "numeric", "{7}")).isEqualTo("TEXT t[7]");
        assertThat(stored("varchar", 13, "", "7")).isEqualTo("TEXT t7");
        assertThat(stored("vector", 2, "", "[1,-0.5]")).isEqualTo("F32_BLOB(2) b0000803f000000bf");
        assertThat(stored("halfvec", -1, "", "[1]")).isEqualTo("BLOB b0000803f");
        assertThat(stored("sparsevec", 3, "", "{1:1}/3")).isEqualTo("TEXT t{1:1}/3");
    }

    @Test
    void a_text_that_is_no_value_of_its_type_is_refused_without_being_shown() {
        assertThatThrownBy(() -> stored("int4", -1, "", "12x34"))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageNotContaining("12x34");
        assertThatThrownBy(() -> stored("_int4", -1, "int4", "12x34"))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining("array of INT4")
                .hasMessageNotContaining("12x34");
    }
}
