package io.debezium.server.turso;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys that are easily taken for each other: by type, two SQL expressions; the second is not the first to Postgres' eyes or differs in bytes only. */
final class Keys {
    static final Map<String, List<String>> PAIRS = pairs();

    private Keys() {}

    private static Map<String, List<String>> pairs() {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        pairs.put("smallint", List.of("-32768", "32767"));
        pairs.put("bigint", List.of("9007199254740993", "9007199254740992"));
        pairs.put("boolean", List.of("true", "false"));
        pairs.put("real", List.of("'NaN'", "0.1"));
        pairs.put("double precision", List.of("'-0'", "'0'"));
        pairs.put("numeric", List.of("1.0", "1.00"));
        pairs.put("numeric(20,2)", List.of("123456789012345678.10", "123456789012345678.11"));
        pairs.put("numeric(9,2)", List.of("'NaN'", "0.10"));
        pairs.put("text", List.of("'a'", "'a  '"));
        pairs.put("char(5)", List.of("'a'", "'a b'"));
        pairs.put("citext", List.of("'Key'", "'key'"));
        pairs.put("uuid", List.of("'00000000-0000-0000-0000-000000000001'", "'a0000000-0000-0000-0000-000000000001'"));
        pairs.put("bytea", List.of("'\\x'", "'\\x00'"));
        pairs.put("timestamp", List.of("'infinity'", "'0044-03-15 01:02:03.5 BC'"));
        pairs.put("timestamptz", List.of("'2024-02-29 10:00:00.000001+02'", "'2024-02-29 10:00:00.000002+02'"));
        pairs.put("date", List.of("'-infinity'", "'5874897-12-31'"));
        pairs.put("interval", List.of("'1 month'", "'30 days'"));
        pairs.put("text[]", List.of("'{a,NULL}'", "'{{a},{NULL}}'"));
        pairs.put("numeric[]", List.of("'{1.0}'", "'{1.00}'"));
        pairs.put("numrange", List.of("'[1.0,2)'", "'[1.00,2)'"));
        pairs.put("int4range", List.of("'empty'", "'(,5)'"));
        pairs.put("jsonb", List.of("'{\"a\": 1.0}'", "'{\"a\": 1.00}'"));
        pairs.put("hstore", List.of("'a=>NULL'", "'a=>\"\"'"));
        pairs.put("inet", List.of("'10.0.0.1/8'", "'10.0.0.1/32'"));
        pairs.put("bit(3)", List.of("B'001'", "B'000'"));
        pairs.put("mood", List.of("'sad'", "'so, so'"));
        pairs.put("\"char\"", List.of("'a'", "'b'"));
        return pairs;
    }
}
