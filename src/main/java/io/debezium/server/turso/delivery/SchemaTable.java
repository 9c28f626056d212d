package io.debezium.server.turso.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.server.turso.sql.SqlValue;
import io.debezium.server.turso.sql.Statement;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.table.TableShape;

/** The SQL of {@code _cdc_schema}: the tables of each mirror in the database, as they are in it. */
final class SchemaTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Statement CREATE = Statement.of("""
            CREATE TABLE IF NOT EXISTS _cdc_schema (source TEXT NOT NULL, schema_name TEXT NOT NULL, \
            table_name TEXT NOT NULL, target TEXT NOT NULL, definition TEXT NOT NULL, \
            PRIMARY KEY (source, schema_name, table_name))""");

    private SchemaTable() {}

    static Statement read(String source) {
        return Statement.of(
                "SELECT schema_name, table_name, definition FROM _cdc_schema WHERE source = ?1 ORDER BY rowid",
                SqlValue.of(source));
    }

    /** The tables of other mirrors in the same database. */
    static Statement neighbours(String source) {
        return Statement.of("SELECT source, target FROM _cdc_schema WHERE source <> ?1", SqlValue.of(source));
    }

    static Statement remember(String source, TableId id, TableShape shape) {
        return Statement.of(
                """
                INSERT INTO _cdc_schema (source, schema_name, table_name, target, definition) VALUES (?1, ?2, ?3, ?4, ?5) \
                ON CONFLICT (source, schema_name, table_name) \
                DO UPDATE SET target = excluded.target, definition = excluded.definition""",
                SqlValue.of(source),
                SqlValue.of(id.schema()),
                SqlValue.of(id.name()),
                SqlValue.of(shape.name()),
                SqlValue.of(SystemTables.write(shape)));
    }

    static Statement forget(String source, TableId id) {
        return Statement.of(
                "DELETE FROM _cdc_schema WHERE source = ?1 AND schema_name = ?2 AND table_name = ?3",
                SqlValue.of(source),
                SqlValue.of(id.schema()),
                SqlValue.of(id.name()));
    }

    /** The table in {@code definition}, as {@link #remember} has written it. */
    static TableShape shape(String definition) {
        try {
            return JSON.readValue(definition, TableShape.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("A row of _cdc_schema or _cdc_position in Turso is not what the sink has "
                    + "written. Restore it, or drop both tables to start with a new snapshot.");
        }
    }
}
