package io.debezium.server.turso.hrana.failure;

import java.time.Duration;
import java.util.List;

import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        no such token: SECRET!                  | no such token: [token]!
        got Authorization: Bearer other-one now | got Authorization: Bearer [token] now
        eyJhbGciOiJFZERTQSJ9.eyJpZCI6.sig-_x y  | [token] y
        cut eyJhbGciOiJFZE                      | cut [token]
        table t has no column b                 | table t has no column b
        """)
    void tokensNeverShow(String detail, String shown) {
        assertThat(redacted(detail)).isEqualTo(shown);
    }

    @Test
    void aDetailIsOneLineOfAtMost300Characters() {
        assertThat(redacted("a\r\n\u001b[31m\u2028b")).isEqualTo("a [31m b");
        assertThat(redacted("x".repeat(299) + "SECRET")).hasSize(301).endsWith("x[…");
    }

    @Test
    void theRestOfTheFailureStays() {
        Failure failure = new Failure(FailureKind.BUSY, "SECRET", Duration.ofSeconds(1), 4);

        assertThat(Redaction.of(failure, List.of("SECRET")))
                .isEqualTo(new Failure(FailureKind.BUSY, "[token]", Duration.ofSeconds(1), 4));
    }

    private static String redacted(String detail) {
        return Redaction.of(Failure.of(FailureKind.STATEMENT, detail), List.of("SECRET"))
                .detail();
    }
}
