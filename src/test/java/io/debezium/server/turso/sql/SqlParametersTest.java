package io.debezium.server.turso.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlParametersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT ?1, ?12                   | SELECT <1>, <12>
            UPDATE "a?1b" SET "x""?2" = ?3   | UPDATE "a?1b" SET "x""?2" = <3>
            SELECT '?1', `?2`, [?3], ?4      | SELECT '?1', `?2`, [?3], <4>
            SELECT 1 /* ?1 */ + ?2 -- ?3     | SELECT 1 /* ?1 */ + <2> -- ?3
            SELECT größe->>1 FROM j(?1)      | SELECT größe->>1 FROM j(<1>)
            """)
    void only_parameters_are_replaced(String sql, String replaced) {
        assertThat(SqlParameters.replace(sql, number -> "<" + number + ">")).isEqualTo(replaced);
    }
}
