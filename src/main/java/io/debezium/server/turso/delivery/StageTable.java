package io.debezium.server.turso.delivery;

import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;

/** The SQL of {@code _cdc_staged}: numbered values of one source transaction that is not applied yet. */
final class StageTable {
    static final Statement CREATE = Statement.of("""
            CREATE TABLE IF NOT EXISTS _cdc_staged (source TEXT NOT NULL, id INTEGER NOT NULL, value, \
            PRIMARY KEY (source, id))""");

    private StageTable() {}

    static Statement insert(String source, long id, SqlValue value) {
        return Statement.of(
                "INSERT INTO _cdc_staged (source, id, value) VALUES (?1, ?2, ?3)",
                SqlValue.of(source),
                SqlValue.of(id),
                value);
    }

    /** An expression; {@code source} and {@code id} are expressions too. */
    static String value(String source, String id) {
        return "(SELECT value FROM _cdc_staged WHERE source = " + source + " AND id = " + id + ")";
    }

    /** The elements of the arrays with numbers {@code first} to {@code last}, in order, as {@code json_each} has them. */
    static String rows(String source, String first, String last) {
        return "(SELECT _cdc_e.key AS key, _cdc_e.value AS value FROM _cdc_staged AS _cdc_s CROSS JOIN json_each(_cdc_s.value)"
                + " AS _cdc_e WHERE _cdc_s.source = " + source + " AND _cdc_s.id BETWEEN " + first + " AND " + last
                + ")";
    }

    /** Fails, by NOT NULL, unless exactly {@code values} are staged: a missing one would count as no rows. */
    static Statement require(String source, long values) {
        return Statement.of("""
                UPDATE _cdc_position SET sequence = \
                CASE WHEN (SELECT count(*) FROM _cdc_staged WHERE source = ?1) = ?2 THEN sequence END WHERE source = ?1""", SqlValue.of(source), SqlValue.of(values));
    }

    static Statement clear(String source) {
        return Statement.of("DELETE FROM _cdc_staged WHERE source = ?1", SqlValue.of(source));
    }

    static Statement count(String source) {
        return Statement.of("SELECT count(*) FROM _cdc_staged WHERE source = ?1", SqlValue.of(source));
    }

    static Statement read(String source, long id) {
        return Statement.of(
                "SELECT value FROM _cdc_staged WHERE source = ?1 AND id = ?2", SqlValue.of(source), SqlValue.of(id));
    }
}
