package io.debezium.server.turso.bench.oracle;

import java.util.stream.Stream;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.turso.TursoServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** That the judge itself knows the contract: values written by hand on both sides. */
@ExtendWith(Bench.class)
class MappingContractIT {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("bigint", "-9223372036854775808", "INTEGER", "-9223372036854775808"),
                arguments("boolean", "true", "INTEGER", "1"),
                arguments("real", "0.1", "REAL", "0.1"),
                arguments("float8", "NaN", "REAL", "'NaN'"),
                arguments("numeric(18,0)", "999999999999999999", "INTEGER", "999999999999999999"),
                arguments("numeric(15,2)", "1.10", "REAL", "1.1"),
                arguments("numeric(16,2)", "1.10", "TEXT", "'1.10'"),
                arguments("numeric(5,-2)", "1200", "REAL", "1200.0"),
                arguments("numeric", "12345678901234567890.1230", "TEXT", "'12345678901234567890.1230'"),
                arguments("money", "1234.56", "TEXT", "'1234.56'"),
                arguments("char(4)", "ab", "TEXT", "'ab  '"),
                arguments("inet", "10.0.0.1", "TEXT", "'10.0.0.1'"),
                arguments("bit(5)", "00101", "TEXT", "'00101'"),
                arguments("jsonb", "{\"b\":1,\"a\":2}", "TEXT", "'{\"a\": 2, \"b\": 1}'"),
                arguments("bytea", "\\x00ff", "BLOB", "x'00ff'"),
                arguments("date", "0044-03-15 BC", "TEXT", "'-0043-03-15'"),
                arguments("date", "infinity", "TEXT", "'infinity'"),
                arguments("time", "24:00", "TEXT", "'24:00:00.000000'"),
                arguments("timetz", "01:02:03.5+02", "TEXT", "'23:02:03.500000Z'"),
                arguments("timestamp", "12345-01-02 03:04:05", "TEXT", "'+12345-01-02T03:04:05.000000'"),
                arguments("timestamptz", "2024-02-29 10:00+05:30", "TEXT", "'2024-02-29T04:30:00.000000Z'"),
                arguments("timestamptz", "-infinity", "TEXT", "'-infinity'"),
                arguments("interval", "1 year -3 days 90 s", "TEXT", "'P1Y0M-3DT0H1M30S'"),
                arguments("int[]", "{{1,2},{3,NULL}}", "TEXT", "'[[1,2],[3,null]]'"),
                arguments("int[]", "{}", "TEXT", "'[]'"),
                arguments("bool[]", "{t,f}", "TEXT", "'[true, false]'"),
                arguments("bigint[]", "{9223372036854775807}", "TEXT", "'[\"9223372036854775807\"]'"),
                arguments("numeric[]", "{1.10}", "TEXT", "'[\"1.10\"]'"),
                arguments("timestamptz[]", "{2024-01-01 00:00+00}", "TEXT", "'[\"2024-01-01T00:00:00.000000Z\"]'"),
                arguments("text[]", "{a,\"b,c\"}", "TEXT", "'[\"a\",\"b,c\"]'"),
                arguments("int4range", "[1,5)", "TEXT", "'[1,5)'"),
                arguments("point", "(1,2)", "TEXT", "'(1,2)'"),
                arguments("price", "1.5", "REAL", "1.5"));
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @MethodSource("values")
    void aValueIsStoredAsTheContractSays(
            String type, String literal, String declared, String stored, Database database, TursoServer turso)
            throws Exception {
        database.execute(
                "CREATE DOMAIN price AS numeric(6,2)",
                "CREATE TABLE t (id int PRIMARY KEY, v " + type + ")",
                "INSERT INTO t VALUES (1, '" + literal + "'), (2, NULL)");
        turso.execute(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v " + declared + ")",
                "INSERT INTO t VALUES (1, " + stored + "), (2, NULL)");

        assertThat(Oracle.differences(database, turso)).isEmpty();
    }
}
