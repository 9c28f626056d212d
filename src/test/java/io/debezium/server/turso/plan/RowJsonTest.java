package io.debezium.server.turso.plan;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.sql.SqlValue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class RowJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 300)
    void a_parser_reads_the_rows_back(@ForAll("rows") List<List<SqlValue>> rows) throws JsonProcessingException {
        RowJson json = new RowJson();
        rows.forEach(json::add);
        assertThat(json.rows()).isEqualTo(rows.size());
        JsonNode parsed = JSON.readTree(((SqlValue.Text) json.finish()).value());
        assertThat(parsed).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            requireEqual(rows.get(i), parsed.get(i));
        }
    }

    private static void requireEqual(List<SqlValue> row, JsonNode parsed) {
        List<JsonNode> cells = new ArrayList<>();
        if (row.size() > RowJson.FLAT) {
            parsed.forEach(group -> {
                assertThat(group.size()).isBetween(1, RowJson.GROUP);
                group.forEach(cells::add);
            });
        } else {
            parsed.forEach(cells::add);
        }
        assertThat(cells).hasSameSizeAs(row);
        for (int i = 0; i < row.size(); i++) {
            assertThat(read(cells.get(i), row.get(i))).isEqualTo(row.get(i));
        }
    }

    private static SqlValue read(JsonNode cell, SqlValue written) {
        return switch (written) {
            case SqlValue.Null none -> cell.isNull() ? SqlValue.NULL : SqlValue.of("not null");
            case SqlValue.Int integer -> SqlValue.of(cell.bigIntegerValue().longValueExact());
            case SqlValue.Real real -> SqlValue.of(cell.doubleValue());
            case SqlValue.Text text -> SqlValue.of(cell.textValue());
            case SqlValue.Blob blob -> SqlValue.of(HexFormat.of().parseHex(cell.textValue()));
        };
    }

    @Provide
    Arbitrary<List<List<SqlValue>>> rows() {
        return Arbitraries.integers()
                .between(1, 30)
                .flatMap(width -> values().list().ofSize(width).list().ofMaxSize(4));
    }

    private static Arbitrary<SqlValue> values() {
        return Arbitraries.oneOf(
                Arbitraries.just(SqlValue.NULL),
                Arbitraries.longs().map(SqlValue::of),
                Arbitraries.longs()
                        .map(Double::longBitsToDouble)
                        .filter(Double::isFinite)
                        .map(SqlValue::of),
                Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE).map(SqlValue::of),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\u007f')
                        .withChars('"', '\\', 'é', '\u2028', '\uffff')
                        .ofMaxLength(20)
                        .map(SqlValue::of),
                Arbitraries.of("😀", "\n", "\u0001").map(SqlValue::of),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(10).map(SqlValue::of));
    }
}
