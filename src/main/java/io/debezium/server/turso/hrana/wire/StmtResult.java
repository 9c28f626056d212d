package io.debezium.server.turso.hrana.wire;

import java.util.List;

import io.debezium.server.turso.sql.SqlValue;

/** The rows of a statement, each with one value per column. Affected-row counts are left out: tursodb always says 0. */
public record StmtResult(List<List<SqlValue>> rows) {
    public StmtResult {
        rows = List.copyOf(rows);
    }
}
