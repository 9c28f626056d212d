package io.debezium.server.turso.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.debezium.server.turso.ddl.DefinitionReader;
import io.debezium.server.turso.table.PresentTable;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import org.jspecify.annotations.Nullable;

/** Reads the definitions of captured tables from the source's catalog, as it is now. */
public final class Definitions {
    private static final String BEGIN = "-- Definitions:";
    private static final String END = "-- Messages.";
    private static final String ALL =
            "SELECT d::text FROM pg_class c, pg_temp.definition(c.oid) d WHERE c.relkind IN ('r', 'p') AND d IS NOT NULL";
    private static final String ONE =
            "SELECT d::text FROM to_regclass(?) c, pg_temp.definition(c.oid) d WHERE d IS NOT NULL";

    private static final String FILLED = "SELECT a.attnum FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
            + " WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
            + " AND (a.atthasdef OR a.attidentity <> '' OR a.attnotnull OR t.typdefault IS NOT NULL)";

    // Dropped columns too. What is older than half of all transaction numbers has a negative age.
    private static final String YOUNGER =
            "SELECT coalesce(bool_or(age(xmin) BETWEEN 0 AND age(?::text::xid) - 1), false)"
                    + " FROM pg_attribute WHERE attrelid = to_regclass(?)";

    private final SourceDatabase source;

    private Definitions(SourceDatabase source) {
        this.source = source;
    }

    /** A reader on the connection of {@code source}; leaves nothing behind in the database. */
    static Definitions on(SourceDatabase source) throws SQLException {
        String script = script();
        String part = script.substring(script.indexOf(BEGIN), script.indexOf(END));
        source.execute(part.replace("turso_ddl.", "pg_temp."));
        return new Definitions(source);
    }

    /** Those of all captured tables. */
    List<TableDefinition> all() throws SQLException {
        return source.query(ALL, row -> DefinitionReader.read(row.getString(1))).stream()
                .filter(definition -> source.filter().mirrors(definition))
                .toList();
    }

    /** That of one table; empty if it is gone. */
    Optional<TableDefinition> find(TableId table) throws SQLException {
        return source.query(ONE, row -> DefinitionReader.read(row.getString(1)), table.quoted()).stream()
                .findFirst();
    }

    /**
     * One table with what tells of its past; empty if it is gone.
     *
     * @param transaction whose row shows the table's columns; null if nobody wonders whether they are younger
     */
    Optional<PresentTable> present(TableId table, @Nullable Long transaction) throws SQLException {
        List<Integer> filled = source.query(FILLED, row -> row.getInt(1), table.quoted());
        boolean younger = transaction != null
                && source.query(YOUNGER, row -> row.getBoolean(1), String.valueOf(transaction), table.quoted())
                        .contains(true);
        return find(table).map(definition -> new PresentTable(definition, Set.copyOf(filled), younger));
    }

    /** The SQL that captures schema changes, whole. */
    static String script() {
        try (InputStream file = Definitions.class.getResourceAsStream("ddl-capture.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
