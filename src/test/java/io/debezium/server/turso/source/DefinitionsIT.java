package io.debezium.server.turso.source;

import java.util.List;
import java.util.Optional;

import io.debezium.server.turso.bench.Bench;
import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.table.ColumnDefinition;
import io.debezium.server.turso.table.Generation;
import io.debezium.server.turso.table.IndexDefinition;
import io.debezium.server.turso.table.TableDefinition;
import io.debezium.server.turso.table.TableId;
import io.debezium.server.turso.type.CatalogType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalog of a real Postgres as the sink reads it. */
@ExtendWith(Bench.class)
class DefinitionsIT {
    private static final IndexDefinition.Key B = key(2, false);

    @Test
    void aTableIsReadWithItsIdentityKeyAndIndexes(Database database) throws Exception {
        database.execute(
                "CREATE DOMAIN price AS numeric(10,2) NOT NULL",
                "CREATE DOMAIN cheap AS price NOT NULL",
                "CREATE TABLE \"Menu's\" (gone int, b int, a text, p cheap, tags varchar(9)[], PRIMARY KEY (a, b))",
                "ALTER TABLE \"Menu's\" DROP COLUMN gone",
                "INSERT INTO \"Menu's\" VALUES (1, 'x', 2)",
                "ALTER TABLE \"Menu's\" ADD COLUMN g text GENERATED ALWAYS AS (a || 'g') STORED",
                "ALTER TABLE \"Menu's\" ADD COLUMN d char(5) NOT NULL DEFAULT 'ab'",
                "CREATE UNIQUE INDEX by_price ON \"Menu's\" (p DESC, b)",
                "CREATE INDEX gone ON \"Menu's\" (b) WHERE tags IS NULL",
                "CREATE INDEX there ON \"Menu's\" (b) WHERE tags IS NOT NULL",
                "CREATE INDEX computed ON \"Menu's\" (lower(a) DESC, b) WHERE a = 'x'",
                "CREATE INDEX tagged ON \"Menu's\" USING gin (tags)");
        TableDefinition table = only(database);
        assertThat(table.id()).isEqualTo(new TableId("public", "Menu's"));
        assertThat(table.oid()).isPositive();
        assertThat(table.keyNames()).containsExactly("a", "b");
        assertThat(table.indexes()).allMatch(index -> index.oid() > 0).doesNotHaveDuplicates();
        assertThat(table.indexes())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("oid")
                .containsExactly(
                        new IndexDefinition(0, "by_price", true, "btree", List.of(key(4, true), B), "", List.of()),
                        new IndexDefinition(
                                0,
                                "computed",
                                false,
                                "btree",
                                List.of(new IndexDefinition.Key(0, "lower(a)", true), B),
                                "(a = 'x'::text)",
                                List.of(3, 6)),
                        new IndexDefinition(0, "gone", false, "btree", List.of(B), "(tags IS NULL)", List.of(3, 6)),
                        new IndexDefinition(0, "tagged", false, "gin", List.of(key(5, false)), "", List.of()),
                        new IndexDefinition(
                                0, "there", false, "btree", List.of(B), "(tags IS NOT NULL)", List.of(3, 6)));
        assertThat(table.columns())
                .containsExactly(
                        column(2, "b", new CatalogType("int4", -1, ""), true),
                        column(3, "a", new CatalogType("text", -1, ""), true),
                        column(4, "p", new CatalogType("numeric", (10 << 16) + 2 + 4, ""), false),
                        column(5, "tags", new CatalogType("_varchar", 9 + 4, "varchar"), false),
                        new ColumnDefinition(
                                6, "g", new CatalogType("text", -1, ""), false, Generation.STORED, Optional.empty()),
                        new ColumnDefinition(
                                7,
                                "d",
                                new CatalogType("bpchar", 5 + 4, ""),
                                true,
                                Generation.NONE,
                                Optional.of("ab   ")));
    }

    @Test
    void expressionsArePrintedInOneWayWhateverTheDatabaseSays(Database database) throws Exception {
        database.execute(
                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TYPE state AS ENUM ('new', 'old')",
                "CREATE TABLE t (at timestamptz, s state, lower text, folded text COLLATE blind, c char(3))",
                "CREATE INDEX i ON t (lower(lower)) WHERE at > '2024-05-06 07:08:09.5+02' AND s = 'new' AND lower = 'a\\b'",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET datestyle = ''German''', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET quote_all_identifiers = on', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database());"
                        + " END $$");
        IndexDefinition index = only(database).indexes().getFirst();
        assertThat(index.keys()).containsExactly(new IndexDefinition.Key(0, "lower(lower)", false));
        assertThat(index.where())
                .isEqualTo("((at > '2024-05-06 05:08:09.5+00'::timestamp with time zone) AND (s = 'new'::public.state)"
                        + " AND (lower = 'a\\b'::text))");
        assertThat(index.exact()).containsExactly(2, 3);
    }

    @Test
    void nothingIsLeftInTheDatabase(Database database) throws Exception {
        database.execute("CREATE TABLE t (id int)");
        only(database);
        assertThat(database.query("SELECT proname FROM pg_proc WHERE proname = 'definition'"))
                .isEmpty();
    }

    @Test
    void onlyCapturedTablesAreRead(Database database) throws Exception {
        database.execute(
                "CREATE TABLE t (id int)", "CREATE TABLE other (id int)", "CREATE TEMPORARY TABLE passing (id int)");
        try (SourceDatabase source = SourceDatabases.open(database, "table.include.list", "public.t")) {
            Definitions definitions = Definitions.on(source);
            assertThat(definitions.all()).extracting(TableDefinition::id).containsExactly(new TableId("public", "t"));
            assertThat(definitions.find(new TableId("public", "gone"))).isEmpty();
            assertThat(definitions.find(new TableId("public", "t"))).isPresent();
        }
    }

    private static TableDefinition only(Database database) throws Exception {
        try (SourceDatabase source = SourceDatabases.open(database)) {
            List<TableDefinition> all = Definitions.on(source).all();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static IndexDefinition.Key key(int column, boolean descending) {
        return new IndexDefinition.Key(column, "", descending);
    }

    private static ColumnDefinition column(int number, String name, CatalogType type, boolean notNull) {
        return new ColumnDefinition(number, name, type, notNull, Generation.NONE, Optional.empty());
    }
}
