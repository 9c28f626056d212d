package io.debezium.server.turso.hrana;

import java.time.Duration;
import java.util.List;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.sql.Transaction;

/** Targets and transactions that the tests share. */
final class Targets {
    /** One statement of work. */
    static final Transaction ONE = new Transaction(
            Statement.of("UPDATE f SET lsn = ?1", SqlValue.of(5)),
            List.of(Statement.of("INSERT INTO t VALUES (?1)", SqlValue.of("a"))));

    private Targets() {}

    static HranaTarget open(String url) {
        return open(url, () -> null);
    }

    static HranaTarget open(String url, TokenSource tokens) {
        return open(url, tokens, Duration.ofSeconds(30));
    }

    static HranaTarget open(String url, TokenSource tokens, Duration requestTimeout) {
        return HranaTarget.open(HranaOptions.of(HranaUrl.parse(url), tokens, Duration.ofSeconds(5), requestTimeout));
    }
}
