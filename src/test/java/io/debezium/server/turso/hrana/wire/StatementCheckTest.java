package io.debezium.server.turso.hrana.wire;

import java.util.Collections;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class StatementCheckTest {

    @ParameterizedTest(name = "{0} takes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT 1                                    | 0
        SELECT ?1                                   | 1
        SELECT ?2, ?1, ?2                           | 2
        SELECT ?3                                   | 3
        SELECT ?, ?                                 | 2
        SELECT ?7, ?                                | 8
        SELECT '?9', "?9", `?9`, [?9], ?1           | 1
        SELECT 'it''s ?9', ?1                       | 1
        SELECT ?1 -- ?9                             | 1
        SELECT ?1 /* ?9 */ - ?2 / ?3                | 3
        SELECT value->>'$.a' FROM json_each(?1)     | 1
        SELECT a$b, ?1 FROM "x:y"                   | 1
        SELECT 'unfinished ?9                       | 0
        """)
    void parametersAreCountedAsSqliteCountsThem(String sql, int count) {
        Statement exact = new Statement(sql, Collections.nCopies(count, SqlValue.NULL));
        Statement oneMore = new Statement(sql, Collections.nCopies(count + 1, SqlValue.NULL));

        assertThat(StatementCheck.problem(exact)).isEmpty();
        assertThat(StatementCheck.problem(oneMore)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("takes " + count + " arguments and got " + (count + 1)));
    }

    @ParameterizedTest
    @CsvSource({"SELECT :a", "SELECT @a", "SELECT $a"})
    void namedParametersAreRefused(String sql) {
        assertThat(StatementCheck.problem(Statement.of(sql)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("named parameter"));
    }

    @Test
    void halfASurrogatePairIsNamedByItsArgumentAndNotShown() {
        Statement statement = Statement.of("SELECT ?1, ?2", SqlValue.of("😀"), SqlValue.of("x\ud83d"));

        assertThat(StatementCheck.problem(statement)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("argument 2 holds half a surrogate pair")
                .doesNotContain("x\ud83d"));
    }
}
