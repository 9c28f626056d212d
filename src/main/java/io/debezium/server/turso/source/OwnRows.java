package io.debezium.server.turso.source;

import java.util.List;
import java.util.Map;

import io.debezium.server.turso.sql.Identifiers;
import io.debezium.server.turso.table.TableId;

/**
 * An ordinary table, whose rows are its own: a query of it brings those of the tables that inherit from it too, unless it
 * says otherwise.
 */
public record OwnRows(TableId table) {
    private static final String ALL = """
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND NOT c.relispartition
                AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
            """;

    /**
     * All of the database, also those that nothing inherits from yet.
     *
     * @param settings the connector's, without the prefix {@code debezium.source.}
     * @throws SourceUnavailableException if the source refuses to answer, or stays away for long
     */
    public static List<OwnRows> all(Map<String, String> settings) {
        return new PatientSource(settings)
                .ask(
                        "The tables",
                        source ->
                                source.query(ALL, row -> new OwnRows(new TableId(row.getString(1), row.getString(2)))));
    }

    /** What is true of its own rows alone, for the WHERE of a query of the table. */
    public String condition() {
        return "tableoid = " + Identifiers.literal(table.quoted()) + "::regclass";
    }
}
