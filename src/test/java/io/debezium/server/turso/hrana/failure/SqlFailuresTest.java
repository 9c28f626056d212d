package io.debezium.server.turso.hrana.failure;

import io.debezium.server.turso.hrana.wire.HranaError;
import io.debezium.server.turso.sql.FailureKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SqlFailuresTest {

    @ParameterizedTest(name = "{0} \"{1}\": {2}")
    @CsvSource(delimiter = '|', textBlock = """
        SQLITE_BUSY              | database is locked                                       | BUSY
        SQLITE_BUSY_SNAPSHOT     | database is locked                                       | BUSY
        SQLITE_LOCKED            | database table is locked                                 | BUSY
        SQLITE_CONSTRAINT        | UNIQUE constraint failed: p.id                           | CONSTRAINT
        SQLITE_CONSTRAINT_UNIQUE | UNIQUE constraint failed: p.id                           | CONSTRAINT
        SQLITE_MISMATCH          | datatype mismatch                                        | MISMATCH
        SQLITE_FULL              | database or disk is full                                 | FULL
        SQLITE_TOOBIG            | string or blob too big                                   | TOO_LARGE
        SQLITE_READONLY          | attempt to write a readonly database                     | FORBIDDEN
        SQLITE_AUTH              | not authorized                                           | FORBIDDEN
        SQLITE_INTERRUPT         | interrupted                                              | UNAVAILABLE
        SQLITE_IOERR             | disk I/O error                                           | UNAVAILABLE
        SQLITE_ERROR             | no such table: p                                         | STATEMENT
        SQLITE_UNKNOWN           | table p has 1 columns but 2 values were supplied         | STATEMENT
        TRANSACTION_TIMEOUT      | Transaction timed-out                                    | LOCK_STOLEN
        TRANSACTION_BUSY         | Interactive transaction busy                             | BUSY
        STREAM_EXPIRED           | The stream has expired due to inactivity                 | STREAM_LOST
        BLOCKED                  | SQL write operations are forbidden (writes are blocked)  | QUOTA
        PROXY_ERROR              | error while proxying                                     | UNAVAILABLE
        RESPONSE_TOO_LARGE       | Response is too large                                    | UNAVAILABLE
        ARGS_INVALID             | Value of argument is invalid: string or blob too big     | TOO_LARGE
        ARGS_INVALID             | Could not bind                                           | STATEMENT
        SQL_PARSE_ERROR          | near "constraint failed": syntax error                   | STATEMENT
        SQL_MANY_STATEMENTS      | SQL string contains more than one statement              | STATEMENT
        PREPARE_ERROR            | Parse error: no such table: p                            | STATEMENT
        EXECUTE_ERROR            | Runtime error: NOT NULL constraint failed: _cdc.lsn (19) | CONSTRAINT
        BATCH_STEP_ERROR         | Runtime error: UNIQUE constraint failed: p.id (19)       | CONSTRAINT
        BATCH_STEP_ERROR         | Runtime error: datatype mismatch                         | MISMATCH
        BATCH_STEP_ERROR         | Transaction error: cannot start a transaction within a transaction | BUSY
        EXECUTE_ERROR            | database is busy                                         | BUSY
        EXECUTE_ERROR            | Database is full                                         | FULL
        BATCH_STEP_ERROR         | Parse error: cannot drop column "b": referenced in VIEW v: CREATE VIEW v AS SELECT 'is full'. Parse error: x | STATEMENT
                                 | database is locked                                       | BUSY
        """)
    void eachErrorOfEachServerHasItsKind(@Nullable String code, String message, FailureKind kind) {
        HranaError error = new HranaError(message, code == null ? "" : code);

        assertThat(SqlFailures.kind(error)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"PROXY_ERROR, Undecided", "RESPONSE_TOO_LARGE, Undecided", "SQLITE_BUSY, NothingRan"})
    void aServerThatLostItsPrimaryOrItsAnswerLeavesItUndecided(String code, String verdict) {
        Verdict read = SqlFailures.verdict(new HranaError("m", code), "COMMIT: ", -1);

        assertThat(read.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(read.failure().detail()).isEqualTo("COMMIT: " + code + ": m");
    }

    @Test
    void theTextOfAViewOrAnIndexStaysOutOfTheSentence() {
        String view = "Parse error: cannot drop column \"b\": referenced in VIEW v";
        String index = "Parse error: invalid expression in CREATE INDEX";

        assertThat(detail(view + ": CREATE VIEW v AS\nSELECT 'secret'. Parse error: x"))
                .isEqualTo(view);
        assertThat(detail(index + ": coalesce (c, 'secret')")).isEqualTo(index);
    }

    private static String detail(String message) {
        return SqlFailures.verdict(new HranaError(message, ""), "", 0).failure().detail();
    }
}
